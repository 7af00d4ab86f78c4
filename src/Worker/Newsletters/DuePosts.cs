using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;

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
            .Where(arrival => arrival.Post is not null && newsletter.Selects(arrival.Post.Post))
            .Select(arrival => (arrival.Number, Post: arrival.Post!)).ToList();
        return [.. readers.Select(reader => Decide(reader, live))];
    }

    /// <summary>The posts as a variant shows them: newest first.</summary>
    public static ImmutableArray<EditionPost> InOrder(IEnumerable<LedgerPost> posts) =>
        [.. posts.OrderByDescending(post => post.Post.Published).ThenBy(post => post.Id, StringComparer.Ordinal)
            .Select(post => new EditionPost(post.Id, post.Post.ContentHash))];

    private PlannedDelivery Decide(PlanningReader reader, List<(long Number, LedgerPost Post)> live)
    {
        var ranges = ArrivalRanges.Of([new ArrivalRange(reader.AnnouncedThrough, through)]).With(reader.Unaccepted.Select(open => open.Ranges));
        var variant = ranges.IsEmpty ? null : Choose(reader, ranges, live);
        return new PlannedDelivery(reader.SubscriptionId, variant, ranges, [.. reader.Unaccepted.Select(open => open.Id)]);
    }

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
