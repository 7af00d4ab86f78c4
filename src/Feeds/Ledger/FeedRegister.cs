using System.Collections.Immutable;
using Syndication.Feeds.Publishing;

namespace Syndication.Feeds.Ledger;

/// <summary>Says which feeds a pass touches, which of them are retired, and which come back.</summary>
/// <param name="options">Which kinds of feeds are published, and which feeds are no more.</param>
internal sealed class FeedRegister(FeedsOptions options)
{
    /// <summary>The feeds that are new or differ.</summary>
    /// <param name="ledger">The ledger before the pass.</param>
    /// <param name="input">What the pass found.</param>
    /// <param name="changed">Entries that are new or differ.</param>
    /// <param name="posts">The pass's posts.</param>
    public ImmutableArray<LedgerFeed> Of(LedgerState ledger, LedgerInput input, ImmutableArray<LedgerEntry> changed, IReadOnlyCollection<LedgerPost> posts)
    {
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var post in posts)
        {
            foreach (var (path, label) in FeedPaths.LabelsOf(post.Post, options))
            {
                if (!options.Retired.ContainsKey(path)) held[path] = label;
            }
        }

        var feeds = new SortedDictionary<string, LedgerFeed>(StringComparer.Ordinal);
        var relabelled = posts.Where(post => input.Relabelled.Contains(post.Post.File)).SelectMany(post => FeedPaths.Of(post.Post, options));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in changed.SelectMany(entry => entry.Feeds).Concat(relabelled).Where(seen.Add))
        {
            // What left a retired feed long ago does not bring it back.
            if (!held.ContainsKey(path) && ledger.Feeds.TryGetValue(path, out var known) && !known.IsLive) continue;
            feeds[path] = new LedgerFeed(path, held.GetValueOrDefault(path) ?? ledger.Feeds.GetValueOrDefault(path)?.Label ?? "", input.Now);
        }

        foreach (var (path, label) in held)
        {
            if (ledger.Feeds.TryGetValue(path, out var known) && !known.IsLive) feeds[path] = new LedgerFeed(path, label, input.Now);
        }

        Retire(ledger, input, held, feeds);
        return [.. feeds.Values];
    }

    private void Retire(LedgerState ledger, LedgerInput input, Dictionary<string, string> held, SortedDictionary<string, LedgerFeed> feeds)
    {
        var retired = Renamed(ledger, input).Where(feed => !held.ContainsKey(feed.From))
            .Concat(ledger.LiveFeeds.Where(feed => !FeedPaths.IsConfigured(feed.Path, options)).Select(feed => (From: feed.Path, To: (string?)null)))
            .Concat(options.Retired.Select(feed => (From: feed.Key, To: feed.Value)));
        foreach (var (from, to) in retired)
        {
            // The configuration may also name a feed of the site's before this ledger began.
            var feed = feeds.GetValueOrDefault(from) ?? ledger.Feeds.GetValueOrDefault(from) ?? (options.Retired.ContainsKey(from) ? new LedgerFeed(from, "", input.Now) : null);
            if (feed is null) continue;
            if (!feed.IsLive && feed.MovedTo == to) feeds.Remove(from);
            else feeds[from] = feed with { RetiredAt = feed.RetiredAt ?? input.Now, MovedTo = to };
        }
    }

    /// <summary>Feeds of tags whose slug is another than before.</summary>
    private static IEnumerable<(string From, string? To)> Renamed(LedgerState ledger, LedgerInput input)
    {
        foreach (var (tag, slug) in input.TagSlugs)
        {
            if (ledger.TagSlugs.TryGetValue(tag, out var before) && before != slug) yield return ("tags/" + before, "tags/" + slug);
        }
    }
}
