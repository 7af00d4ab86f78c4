using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>How the published posts of two snapshots differ, by file.</summary>
/// <param name="Added">Posts of files that held none.</param>
/// <param name="Changed">Posts whose file changed, or whose tags were given other labels or slugs.</param>
/// <param name="Removed">Posts whose file holds none any more.</param>
public sealed record ContentDiff(ImmutableArray<Post> Added, ImmutableArray<PostChange> Changed, ImmutableArray<Post> Removed)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Added.IsEmpty && Changed.IsEmpty && Removed.IsEmpty;
}
