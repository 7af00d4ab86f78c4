using System.Collections.Immutable;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>A post in a feed.</summary>
public sealed record FeedEntry
{
    /// <summary>The post's identity, the same in every format and for life.</summary>
    public required string Id { get; init; }

    /// <summary>Absolute address of the post's page.</summary>
    public required string Url { get; init; }

    /// <summary>Plain text.</summary>
    public required string Title { get; init; }

    /// <summary>When it was published, in UTC.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When its content last moved, in UTC, never before <see cref="Published"/>.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Plain text.</summary>
    public required string Summary { get; init; }

    /// <summary>Safe HTML with absolute addresses; null where feeds carry summaries only.</summary>
    public string? ContentHtml { get; init; }

    /// <summary>Authors, in the post's order.</summary>
    public ImmutableArray<Author> Authors { get; init; } = [];

    /// <summary>Tags, in the post's order.</summary>
    public ImmutableArray<PostTag> Tags { get; init; } = [];

    /// <summary>The post's picture, or null.</summary>
    public PostImage? Image { get; init; }
}
