using System.Collections.Immutable;

namespace Syndication.Feeds.Formats;

/// <summary>What makes a document an archive page (RFC 5005 §4) instead of the current feed.</summary>
public sealed record FeedArchive
{
    /// <summary>Address of the current feed, by format.</summary>
    public required ImmutableSortedDictionary<FeedFormat, string> CurrentUrls { get; init; }

    /// <summary>Address of the archive page after this one, by format; empty for the newest page.</summary>
    public ImmutableSortedDictionary<FeedFormat, string> NextUrls { get; init; } = ImmutableSortedDictionary<FeedFormat, string>.Empty;
}
