using System.Collections.Immutable;
using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>Which feeds exist and where they go (section <c>Feeds</c>).</summary>
public sealed record FeedsOptions
{
    /// <summary>Absolute path of the folder that the feeds' files are written to.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Public address of that folder, without a trailing slash.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Most entries of a feed.</summary>
    public int MaxEntries { get; init; } = 50;

    /// <summary>The formats that each feed is written in.</summary>
    public IReadOnlyList<FeedFormat> Formats { get; init; } = [FeedFormat.Rss, FeedFormat.Atom, FeedFormat.Json];

    /// <summary>Whether entries carry the whole post, or its summary only.</summary>
    public bool FullContent { get; init; } = true;

    /// <summary>Whether each tag has a feed.</summary>
    public bool ByTag { get; init; } = true;

    /// <summary>Whether each type has a feed.</summary>
    public bool ByType { get; init; } = true;

    /// <summary>Whether each category has a feed.</summary>
    public bool ByCategory { get; init; }

    /// <summary>Most posts of an archive page; 0: no archives. No page is longer than <see cref="MaxEntries"/>, see <see cref="ArchivePages"/>.</summary>
    public int ArchivePageSize { get; init; }

    /// <summary>Feeds that are no more, by path, with the path of the feed that took their place, or null for none.</summary>
    public ImmutableSortedDictionary<string, string?> Retired { get; init; } = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>Addresses of the WebSub hubs that are told when a feed changes.</summary>
    public ImmutableArray<string> Hubs { get; init; } = [];

    /// <summary>How long caches may keep an answer; at most five hours.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Most bytes of feeds that the service keeps in memory, each coding counted.</summary>
    public long MemoryLimit { get; init; } = 128L * 1024 * 1024;

    /// <summary>What is written beside each file, compressed.</summary>
    public IReadOnlyList<FeedCompression> Precompress { get; init; } = [];
}
