using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>The posts of the content folder at one moment; immutable.</summary>
public sealed record ContentSnapshot
{
    /// <summary>The snapshot of no files.</summary>
    public static ContentSnapshot Empty { get; } = new() { Now = DateTimeOffset.UnixEpoch, Folder = FolderState.Missing };

    /// <summary>The moment that outcomes are told for, in UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What the folder is.</summary>
    public required FolderState Folder { get; init; }

    /// <summary>Every Markdown file, by path.</summary>
    public ImmutableArray<SnapshotFile> Files { get; init; } = [];

    /// <summary>
    /// The posts that are public, by file, with settled tags. For a file that has an error now this is the version that was published last,
    /// as long as the process has seen it.
    /// </summary>
    public ImmutableArray<Post> Published { get; init; } = [];

    /// <summary>Files in <see cref="Published"/> whose last good version stands in for one with an error.</summary>
    public ImmutableSortedSet<string> Kept { get; init; } = [];

    /// <summary>What is wrong, by file and line.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>When the next scheduled post goes live, in UTC, or null.</summary>
    public DateTimeOffset? NextPublication { get; init; }

    /// <summary>Every tag of published and scheduled posts by <see cref="TagKey.Of"/>; their slugs are to be given to the next snapshot.</summary>
    public ImmutableDictionary<string, PostTag> Tags { get; init; } = ImmutableDictionary<string, PostTag>.Empty;

    /// <summary>The published post of a file, or null.</summary>
    public Post? Find(string file)
    {
        var (low, high) = (0, Published.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Published[middle].File, file);
            if (order == 0) return Published[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>What changed since another snapshot; takes time in the number of posts, some milliseconds for 100,000.</summary>
    public ContentDiff DiffFrom(ContentSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var added = ImmutableArray.CreateBuilder<Post>();
        var changed = ImmutableArray.CreateBuilder<PostChange>();
        var removed = ImmutableArray.CreateBuilder<Post>();
        var (i, j) = (0, 0);
        while (i < previous.Published.Length || j < Published.Length)
        {
            var order = i == previous.Published.Length ? 1 : j == Published.Length ? -1 : string.CompareOrdinal(previous.Published[i].File, Published[j].File);
            if (order < 0) removed.Add(previous.Published[i++]);
            else if (order > 0) added.Add(Published[j++]);
            else if (ReferenceEquals(previous.Published[i++], Published[j++])) continue;
            else changed.Add(new(previous.Published[i - 1], Published[j - 1]));
        }

        return new(added.DrainToImmutable(), changed.DrainToImmutable(), removed.DrainToImmutable());
    }
}
