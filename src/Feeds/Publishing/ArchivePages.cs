using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>
/// Which archive pages (RFC 5005 §4) a feed has and who is on them. Page 1 holds a feed's first arrivals, page 2 those after them,
/// and so on; a page closes when one of its posts leaves the current feed. Until then that feed holds them all, so that the
/// pages hold each post once and, together with the current feed, every post.
/// </summary>
public static class ArchivePages
{
    private const string Folder = "/archive/";

    /// <summary>The path of a page without extension: <c>tags/heart/archive/3</c>.</summary>
    public static string PathOf(string feed, int page) => string.Create(CultureInfo.InvariantCulture, $"{feed}{Folder}{page}");

    /// <summary>The feed and the number of a page; null where a path is that of none.</summary>
    /// <param name="path">A path without extension.</param>
    public static (string Feed, int Page)? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        if (at < 0 || !int.TryParse(path.AsSpan(at + Folder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var page)) return null;
        return PathOf(path[..at], page) == path && page > 0 ? (path[..at], page) : null;
    }

    /// <summary>Whether a file is an archive page in some format.</summary>
    internal static bool IsPageFile(string path) => FeedFormats.OfFile(path) is not null && Parse(path[..path.LastIndexOf('.')]) is not null;

    /// <summary>How many pages are closed once a feed has held so many posts.</summary>
    public static int Closed(int count, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var size = Size(options);
        return size == 0 || count <= options.MaxEntries ? 0 : (count - options.MaxEntries + size - 1) / size;
    }

    /// <summary>How many of a feed's pages are public: more than <see cref="Closed"/> where feeds were shorter when they closed.</summary>
    public static int Published(string feed, LedgerState ledger, FeedManifest manifest, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(options);
        if (Size(options) == 0) return 0;
        var pages = Closed(ledger.CountOf(feed), options);
        while (pages > 0 && !IsThere(feed, pages, manifest, options)) pages--;
        var full = ledger.CountOf(feed) / Size(options);
        while (pages < full && IsThere(feed, pages + 1, manifest, options)) pages++;
        return pages;
    }

    /// <summary>The arrivals of a page, tombstones and leavers included, oldest first.</summary>
    public static IEnumerable<LedgerEntry> MembersOf(LedgerState ledger, string feed, int page, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var size = Size(options);
        return ledger.Run(feed, (page - 1) * size, size);
    }

    /// <summary>The page that an entry is on once it is closed.</summary>
    public static int PageOf(LedgerState ledger, string feed, LedgerEntry entry, FeedsOptions options)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return (ledger.RankOf(feed, entry) / Size(options)) + 1;
    }

    /// <summary>Whether every closed page of every feed is public.</summary>
    internal static bool AreThere(LedgerState ledger, FeedManifest manifest, FeedsOptions options) => ledger.LiveFeeds.All(feed =>
        Enumerable.Range(1, Closed(ledger.CountOf(feed.Path), options)).All(page => IsThere(feed.Path, page, manifest, options)));

    /// <summary>Whether every file of a page is public.</summary>
    internal static bool IsThere(string feed, int page, FeedManifest manifest, FeedsOptions options) =>
        options.Formats.All(format => manifest.Files.ContainsKey(FeedFiles.PathOf(PathOf(feed, page), format)));

    /// <summary>
    /// Names what a page is closed with: who is on it, corrections and retractions, and the addresses that its links are made of.
    /// Null while the file of one of its posts is broken, since what that post says is not known then.
    /// </summary>
    internal static string? KeyOf(LedgerState ledger, string feed, int page, IReadOnlyDictionary<string, LedgerPost> posts, FeedsOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{options.PublicUrl.AbsoluteUri}\n{options.FullContent}\n{Size(options)}"));
        foreach (var member in MembersOf(ledger, feed, page, options))
        {
            if (!member.IsLive) continue;
            if (!posts.TryGetValue(member.Id, out var post) || post.LastGood is not null) return null;
            if (!FeedPaths.Holds(feed, post.Post, options)) continue;
            Add(hash, member.Id);
            if (post.Post.Retracted is { } reason) Add(hash, "retracted " + reason);
            foreach (var correction in post.Post.Corrections) Add(hash, string.Create(CultureInfo.InvariantCulture, $"{correction.Date?.UtcTicks} {correction.Text}"));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash())[..32];
    }

    private static int Size(FeedsOptions options) => Math.Min(options.ArchivePageSize, options.MaxEntries);

    private static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
