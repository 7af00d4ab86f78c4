using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>The tags of all posts, with one label and one slug each; immutable.</summary>
internal sealed record SettledTags
{
    /// <summary>No tags.</summary>
    public static SettledTags None { get; } = new();

    /// <summary>The posts that have a tag, by its key, the earliest first.</summary>
    public ImmutableDictionary<string, ImmutableSortedSet<Post>> Posts { get; init; } = ImmutableDictionary.Create<string, ImmutableSortedSet<Post>>(StringComparer.Ordinal);

    /// <summary>Every tag by its key.</summary>
    public ImmutableDictionary<string, PostTag> Tags { get; init; } = ImmutableDictionary.Create<string, PostTag>(StringComparer.Ordinal);

    /// <summary>Tags whose slug had to be numbered, by the file that is told of it.</summary>
    public ImmutableDictionary<string, ImmutableArray<Problem>> Problems { get; init; } = ImmutableDictionary.Create<string, ImmutableArray<Problem>>(StringComparer.Ordinal);

    /// <summary>The slugs from before that they were settled with.</summary>
    public IReadOnlyDictionary<string, string> Slugs { get; init; } = SnapshotContext.Empty.TagSlugs;

    /// <summary>The slugs that no tag got any more.</summary>
    public IReadOnlySet<string> Retired { get; init; } = SnapshotContext.Empty.RetiredSlugs;
}
