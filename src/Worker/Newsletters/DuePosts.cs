using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Newsletters.Notices;

namespace Syndication.Worker.Newsletters;

/// <summary>Decides what is due to each reader: live posts of the newsletter, arrived above the watermark, of the reader's tags.</summary>
/// <param name="newsletter">The newsletter.</param>
/// <param name="state">The posts that are public now.</param>
/// <param name="through">Arrivals up to here are announced.</param>
internal sealed class DuePosts(NewsletterOptions newsletter, PublishedState state, long through)
{
    private readonly Dictionary<string, VariantSpec?> chosen = new(StringComparer.Ordinal);

    /// <summary>What each reader gets.</summary>
    /// <param name="readers">The readers.</param>
    /// <param name="arrivals">At least the arrivals above each reader's lowest one.</param>
    public IReadOnlyList<PlannedDelivery> Decide(IReadOnlyList<PlanningReader> readers, IReadOnlyList<Arrival> arrivals)
    {
        var live = arrivals.Where(arrival => arrival.Number <= through)
            .Select(arrival => (arrival.Number, Post: state.Posts.GetValueOrDefault(arrival.PostId)))
            // What was retracted before anyone heard of it is no news.
            .Where(arrival => arrival.Post is { Post.Retracted: null } && newsletter.Selects(arrival.Post.Post))
            .Select(arrival => (arrival.Number, Post: arrival.Post!)).ToList();
        return [.. readers.Select(reader => Decide(reader, live))];
    }

    /// <summary>The posts as a variant shows them: newest first.</summary>
    public static ImmutableArray<EditionPost> InOrder(IEnumerable<LedgerPost> posts) =>
        [.. posts.OrderByDescending(post => post.Post.Published).ThenBy(post => post.Id, StringComparer.Ordinal)
            .Select(PostNotices.Shown)];

    /// <summary>The newest posts for every reader, whatever the watermarks.</summary>
    /// <param name="count">How many posts.</param>
    /// <param name="later">Posts that arrived after the edition was opened: it is one for all, whoever goes on with it.</param>
    public Func<IReadOnlyList<PlanningReader>, IReadOnlyList<PlannedDelivery>> DecideLatest(int count, IReadOnlySet<string> later)
    {
        ImmutableArray<EditionPost> posts =
            [.. InOrder(state.Posts.Values.Where(post => post.Post.Retracted is null && newsletter.Selects(post.Post) && !later.Contains(post.Id))).Take(count)];
        return readers => [.. readers.Select(reader => new PlannedDelivery(
            reader.SubscriptionId, posts.IsEmpty ? null : new VariantSpec(newsletter.LanguageFor(reader.Language), reader.TextOnly, posts), ArrivalRanges.None, []))];
    }

    /// <summary>What readers are told at once, and nothing else.</summary>
    /// <param name="readers">The readers.</param>
    public IReadOnlyList<PlannedDelivery> DecideNotices(IReadOnlyList<PlanningReader> readers) =>
        [.. readers.Select(reader => new PlannedDelivery(reader.SubscriptionId, With(null, reader), ArrivalRanges.None, []))];

    private PlannedDelivery Decide(PlanningReader reader, List<(long Number, LedgerPost Post)> live)
    {
        var ranges = ArrivalRanges.Of([new ArrivalRange(reader.AnnouncedThrough, through)]).With(reader.Unaccepted.Select(open => open.Ranges));
        var variant = With(ranges.IsEmpty ? null : Choose(reader, ranges, live), reader);
        // A delivery that told notices alone announced no arrivals, so it is in the second list only.
        ImmutableArray<string> taken = reader.Notices.IsEmpty ? [.. reader.Unaccepted.Select(open => open.Id)]
            : [.. reader.Unaccepted.Select(open => open.Id).Union(reader.Notices.Select(notice => notice.Unaccepted).OfType<string>(), StringComparer.Ordinal)];
        return new PlannedDelivery(reader.SubscriptionId, variant, ranges, taken);
    }

    private VariantSpec? With(VariantSpec? posts, PlanningReader reader)
    {
        if (reader.Notices.IsEmpty) return posts;
        ImmutableArray<EditionNotice> notices = [.. reader.Notices.Select(Told).OfType<EditionNotice>()];
        if (notices.IsEmpty) return posts;
        return (posts ?? new VariantSpec(newsletter.LanguageFor(reader.Language), reader.TextOnly, [])) with { Notices = notices };
    }

    /// <summary>A notice as a variant tells it; null where the post is gone or does not say so any more.</summary>
    private EditionNotice? Told(DueNotice notice) =>
        state.Posts.GetValueOrDefault(notice.PostId) is { } post && PostNotices.Of(post).Any(stated => stated.Fingerprint == notice.Fingerprint)
            ? new EditionNotice(notice.Id, notice.PostId, post.Post.ContentHash, notice.Fingerprint, notice.Kind, notice.Text)
            : null;

    private VariantSpec? Choose(PlanningReader reader, ArrivalRanges ranges, List<(long Number, LedgerPost Post)> live)
    {
        var language = newsletter.LanguageFor(reader.Language);
        var tags = reader.Tags is { } wanted ? string.Join(' ', wanted.Order(StringComparer.Ordinal)) : "*";
        var key = $"{language} {reader.TextOnly} {ranges} {tags}";
        if (chosen.TryGetValue(key, out var known)) return known;
        var posts = InOrder(live.Where(arrival => ranges.Contains(arrival.Number) && IsWanted(arrival.Post, reader.Tags)).Select(arrival => arrival.Post));
        return chosen[key] = posts.IsEmpty ? null : new VariantSpec(language, reader.TextOnly, posts);
    }

    private static bool IsWanted(LedgerPost post, ImmutableArray<string>? tags) =>
        tags is not { } wanted || post.Post.Tags.Any(tag => wanted.Contains(tag.Slug, StringComparer.OrdinalIgnoreCase));
}
