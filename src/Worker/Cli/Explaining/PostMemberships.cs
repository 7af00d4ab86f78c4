using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Explaining;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Says which feeds and newsletters have a post, and why the others have not.</summary>
/// <param name="settings">The configuration.</param>
/// <param name="ledger">The ledger that decides on windows.</param>
internal sealed class PostMemberships(ServiceSettings settings, LedgerState ledger)
{
    /// <summary>The feeds that the post's fields name.</summary>
    public IReadOnlyList<MembershipAnswer> OfFeeds(Post? post, bool isLive, string? id, ContentSnapshot snapshot)
    {
        if (post is null) return [];
        if (!post.InFeeds) return [new(FeedPaths.All, false, $"feed: false{LineOf(post, "feed")}")];
        var answers = FeedPaths.LabelsOf(post, settings.Feeds).Select(feed => OfFeed(feed.Path, post, isLive, id, snapshot)).ToList();
        if (!settings.Feeds.ByTag && post.Tags.Length > 0) answers.Add(new("tags/…", false, "Feeds:ByTag is off"));
        if (!settings.Feeds.ByType && post.Type is not null) answers.Add(new("types/…", false, "Feeds:ByType is off"));
        return answers;
    }

    /// <summary>All newsletters.</summary>
    public IReadOnlyList<MembershipAnswer> OfNewsletters(
        Post? post, bool isLive, IReadOnlyDictionary<string, (long Number, DateTimeOffset At)>? arrivals, IReadOnlyList<Hold> holds) =>
        [.. settings.Newsletters.Select(newsletter => OfNewsletter(newsletter, post, isLive, arrivals, holds.FirstOrDefault(hold => hold.Newsletter == newsletter.Name)))];

    private MembershipAnswer OfFeed(string path, Post post, bool isLive, string? id, ContentSnapshot snapshot)
    {
        if (!isLive) return new(path, false, "it is not public");
        var most = settings.Feeds.MaxEntries;
        var isKnown = id is not null && ledger.Entries.GetValueOrDefault(id) is { IsLive: true };
        var holds = isKnown
            ? ledger.Window(path, most).Any(entry => entry.Id == id)
            : snapshot.Published.Count(other => other.Published > post.Published && FeedPaths.Of(other, settings.Feeds).Contains(path, StringComparer.Ordinal)) < most;
        if (holds) return new(path, true, isKnown ? "among its latest posts" : "will be, with the next pass");
        return new(path, false, string.Create(CultureInfo.InvariantCulture, $"{most} posts that came later fill it (Feeds:MaxEntries)"));
    }

    private static MembershipAnswer OfNewsletter(
        NewsletterOptions newsletter, Post? post, bool isLive, IReadOnlyDictionary<string, (long Number, DateTimeOffset At)>? arrivals, Hold? hold)
    {
        var arrived = "";
        if (arrivals is not null && arrivals.TryGetValue(newsletter.Name, out var arrival))
        {
            arrived = string.Create(CultureInfo.InvariantCulture, $"arrived {CommandTime.Say(arrival.At)} as number {Math.Abs(arrival.Number)}");
            if (arrival.Number < 0) arrived += ", which ops counted as announced";
        }

        if (post is null) return new(newsletter.Name, false, Join("it holds no post now", arrived));
        if (!post.InFeeds) return new(newsletter.Name, false, Join($"feed: false{LineOf(post, "feed")}", arrived));
        if (!post.InNewsletters) return new(newsletter.Name, false, Join($"newsletter: false{LineOf(post, "newsletter")}", arrived));
        if (FilterFindings.Of("Where", newsletter.Where, post.Properties).FirstOrDefault(finding => finding.Passes == false) is { } missed)
        {
            return new(newsletter.Name, false, Join(missed.Result + (missed.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" (line {line})") : ""), arrived));
        }

        if (!isLive) return new(newsletter.Name, false, Join("it is not public", arrived));
        var told = arrived.Length > 0 ? arrived : "it has not arrived there yet";
        return new(newsletter.Name, true, hold is null ? told : Join(told, "HELD: " + hold.Advice));
    }

    private static string Join(string first, string second) => second.Length == 0 ? first : $"{first}; {second}";

    private static string LineOf(Post post, string key) =>
        post.Properties.Find(key) is { } entry ? string.Create(CultureInfo.InvariantCulture, $" (line {entry.Line})") : "";
}
