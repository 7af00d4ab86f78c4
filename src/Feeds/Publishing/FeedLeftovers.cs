using System.Collections.Immutable;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Finds public files that no feed has any more: of retired feeds, of formats switched off, of archives made smaller.</summary>
internal static class FeedLeftovers
{
    /// <summary>The files to take back.</summary>
    /// <param name="manifest">What is public.</param>
    /// <param name="ledger">The feeds.</param>
    /// <param name="options">Which files they have.</param>
    /// <param name="changed">The feeds that differ, or null to look at every file.</param>
    public static IReadOnlyCollection<string> Of(FeedManifest manifest, LedgerState ledger, FeedsOptions options, ImmutableArray<LedgerFeed>? changed)
    {
        if (changed is { } feeds && feeds.All(feed => feed.IsLive)) return [];
        var pages = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. manifest.Files.Keys.Where(path => !IsOwned(path))];

        bool IsOwned(string path)
        {
            if (FeedFormats.OfFile(path) is not { } format) return true;
            var stem = path[..path.LastIndexOf('.')];
            if (!options.Formats.Contains(format)) return false;
            if (IsLive(stem)) return true;
            if (ArchivePages.Parse(stem) is not var (feed, page) || !IsLive(feed)) return false;
            if (!pages.TryGetValue(feed, out var published)) pages[feed] = published = ArchivePages.Published(feed, ledger, manifest, options);
            return page <= published;
        }

        bool IsLive(string feed) => ledger.Feeds.TryGetValue(feed, out var known) && known.IsLive;
    }
}
