using System.Collections.Immutable;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>One feed, before it is written in a format. The same document gives the same bytes always and everywhere.</summary>
public sealed record FeedDocument
{
    /// <summary>The feed's own identity, a URI that never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text, never empty.</summary>
    public required string Description { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Address of the site, which RSS calls the channel's link.</summary>
    public required string SiteUrl { get; init; }

    /// <summary>Address of the page that shows this feed to people, or null.</summary>
    public string? PageUrl { get; init; }

    /// <summary>Public address of this feed in each format that it is published in.</summary>
    public required ImmutableSortedDictionary<FeedFormat, string> SelfUrls { get; init; }

    /// <summary>Addresses of WebSub hubs.</summary>
    public ImmutableArray<string> Hubs { get; init; } = [];

    /// <summary>The newest <see cref="FeedEntry.Updated"/> of its entries, in UTC; for an empty feed, when it last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The site's author, or null.</summary>
    public Author? Author { get; init; }

    /// <summary>Absolute address of the feed's picture, or null.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Absolute address of the licence (RFC 4946), or null.</summary>
    public string? LicenseUrl { get; init; }

    /// <summary>The scheme of its tags: the address below which each tag has a page.</summary>
    public required string TagScheme { get; init; }

    /// <summary>Address of the archive page before this document (RFC 5005 and JSON Feed's next_url), by format; empty without an archive.</summary>
    public ImmutableSortedDictionary<FeedFormat, string> PreviousArchiveUrls { get; init; } = ImmutableSortedDictionary<FeedFormat, string>.Empty;

    /// <summary>Set when this document is an archive page; null for the current feed.</summary>
    public FeedArchive? Archive { get; init; }

    /// <summary>The entries, in the order in which they are written.</summary>
    public required ImmutableArray<FeedEntry> Entries { get; init; }
}
