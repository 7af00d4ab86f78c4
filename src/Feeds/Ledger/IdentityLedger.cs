using System.Collections.Immutable;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Gives posts their identities, arrivals and times of change. Pure: storage keeps what it returns.</summary>
/// <param name="site">Whose host new identities name.</param>
/// <param name="content">How new identities are made.</param>
/// <param name="feeds">Which feeds posts belong to.</param>
public sealed class IdentityLedger(SiteOptions site, ContentOptions content, FeedsOptions feeds)
{
    /// <summary>What a pass over the content changes.</summary>
    public LedgerResult Apply(LedgerState ledger, LedgerInput input)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(input);
        var known = new IdentityMatcher(ledger, input.Freed).Match(input.Posts);
        var posts = ImmutableArray.CreateBuilder<LedgerPost>(input.Posts.Count);
        var entries = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var arrival = ledger.LastArrival;
        foreach (var post in input.Posts.OrderBy(post => post.Published).ThenBy(post => post.File, StringComparer.Ordinal))
        {
            var id = known.GetValueOrDefault(post.File) ?? NewId(post, ledger, entries);
            var before = ledger.Entries.GetValueOrDefault(id);
            var entry = EntryOf(post, id, before, before?.Arrival ?? ++arrival, input.Now);
            entries[id] = entry;
            posts.Add(new LedgerPost(post, id, entry.Updated, entry.Arrival));
        }

        var left = Leave(ledger, input, entries);
        var changed = entries.Values.Where(entry => Differs(ledger.Entries.GetValueOrDefault(entry.Id), entry)).OrderBy(entry => entry.Arrival).ToImmutableArray();
        var change = new LedgerChange
        {
            Entries = changed,
            Feeds = TouchedFeeds(ledger, changed, posts, input.Now),
            TagSlugs = [.. input.TagSlugs.Where(slug => ledger.TagSlugs.GetValueOrDefault(slug.Key) != slug.Value)],
        };
        return new LedgerResult(change, posts.DrainToImmutable(), left);
    }

    /// <summary>A new identity; one that was given before, to a post that is gone, gets a number behind it.</summary>
    private string NewId(Post post, LedgerState ledger, Dictionary<string, LedgerEntry> taken)
    {
        var id = PostIdentity.New(post, site, content);
        for (var number = 2; ledger.Entries.ContainsKey(id) || taken.ContainsKey(id); number++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{PostIdentity.New(post, site, content)}-{number}");
        }

        return id;
    }

    private LedgerEntry EntryOf(Post post, string id, LedgerEntry? before, long arrival, DateTimeOffset now)
    {
        var current = FeedPaths.Of(post, feeds);
        return new LedgerEntry
        {
            Id = id,
            File = post.File,
            Url = post.Url,
            BodyHash = post.BodyHash,
            ContentHash = post.ContentHash,
            Published = post.Published,
            Updated = UpdatedOf(post, before, now),
            Arrival = arrival,
            Feeds = [.. current.Union(before?.Feeds ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            FirstSeen = before?.FirstSeen ?? now,
        };
    }

    /// <summary>
    /// The author's word, else the first sight of the changed content, else the publication. A correction or a retraction moves it
    /// even where the author's word stayed what it was, or readers would not see it.
    /// </summary>
    private static DateTimeOffset UpdatedOf(Post post, LedgerEntry? before, DateTimeOffset now)
    {
        var hasNotice = !post.Corrections.IsEmpty || post.Retracted is not null;
        if (post.Updated is { } stated && (!hasNotice || stated > before?.Updated)) return stated;
        if (before is null) return FirstUpdated(post, now);
        var moved = before.ContentHash == post.ContentHash ? before.Updated : now;
        return moved > post.Published ? moved : post.Published;
    }

    private static DateTimeOffset FirstUpdated(Post post, DateTimeOffset now)
    {
        var first = post.Updated ?? post.Published;
        foreach (var correction in post.Corrections)
        {
            if (correction.Date is { } date && date > first && date <= now) first = date;
        }

        return first;
    }

    /// <summary>Entries that no post claimed become tombstones, but for those whose file is only broken.</summary>
    private static ImmutableArray<string> Leave(LedgerState ledger, LedgerInput input, Dictionary<string, LedgerEntry> entries)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        foreach (var id in input.Freed.Order(StringComparer.Ordinal))
        {
            var entry = ledger.Entries[id];
            if (entries.ContainsKey(id) || !entry.IsLive || input.BrokenFiles.Contains(entry.File)) continue;
            entries[id] = entry with { RemovedAt = input.Now };
            left.Add(id);
        }

        return left.DrainToImmutable();
    }

    private static bool Differs(LedgerEntry? before, LedgerEntry after) =>
        before is null || !before.Feeds.SequenceEqual(after.Feeds, StringComparer.Ordinal) || before with { Feeds = after.Feeds } != after;

    private ImmutableArray<LedgerFeed> TouchedFeeds(
        LedgerState ledger, ImmutableArray<LedgerEntry> changed, IEnumerable<LedgerPost> posts, DateTimeOffset now)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            foreach (var (path, label) in FeedPaths.LabelsOf(post.Post, feeds)) labels[path] = label;
        }

        return [.. changed.SelectMany(entry => entry.Feeds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(path => new LedgerFeed(path, labels.GetValueOrDefault(path) ?? ledger.Feeds.GetValueOrDefault(path)?.Label ?? "", now))];
    }
}
