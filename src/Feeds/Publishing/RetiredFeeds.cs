using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>What the addresses of retired feeds answer: 301 to the feed that took their place, else 410.</summary>
public static class RetiredFeeds
{
    private const int Moved = 301;
    private const int Gone = 410;
    private const int Elsewhere = 307;

    // Renamed once a year, a tag gets here after most of a lifetime; a circle, made by hand in the configuration, ends here too.
    private const int LongestWay = 50;

    /// <summary>What an address answers that has no file; null where there never was a feed.</summary>
    /// <param name="path">The path below the feeds' address, decoded: <c>tags/heart.rss</c>, <c>tags/heart</c>, <c>tags/heart/archive/2.atom</c>.</param>
    /// <param name="ledger">The feeds that are and were.</param>
    /// <param name="manifest">What is public.</param>
    /// <param name="options">Which files feeds have.</param>
    public static FeedAnswer? Find(string path, LedgerState ledger, FeedManifest manifest, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(ledger);
        var extension = FeedFormats.OfFile(path) is null ? "" : path[path.LastIndexOf('.')..];
        var stem = path[..(path.Length - extension.Length)].TrimEnd('/');
        var page = ArchivePages.Parse(stem);
        if (!ledger.Feeds.TryGetValue(page?.Feed ?? stem, out var feed)) return null;
        if (!feed.IsLive) return TargetOf(feed, ledger) is { } target ? new FeedAnswer(Moved, target.Path + extension) : new FeedAnswer(Gone, null);
        // A closed page names the next one before that is closed; until then the feed itself is what comes after.
        var isNext = page is { } open && extension.Length > 0 && open.Page > 1 && open.Page == ArchivePages.Published(open.Feed, ledger, manifest, options) + 1;
        return isNext ? new FeedAnswer(Elsewhere, feed.Path + extension) : null;
    }

    /// <summary>The published feed that a retired one leads to, over as many renames as there were; null where it is gone.</summary>
    public static LedgerFeed? TargetOf(LedgerFeed feed, LedgerState ledger)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(ledger);
        for (var step = 0; step < LongestWay && !feed.IsLive; step++)
        {
            if (feed.MovedTo is not { } next || !ledger.Feeds.TryGetValue(next, out feed!)) return null;
        }

        return feed.IsLive ? feed : null;
    }
}
