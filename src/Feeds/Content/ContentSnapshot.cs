using System.Collections.Immutable;
using Syndication.Feeds.Content.Settling;

namespace Syndication.Feeds.Content;

/// <summary>The posts of the content folder at one moment; immutable.</summary>
public sealed class ContentSnapshot
{
    private readonly SettledChanges? changes;
    private readonly Lazy<ImmutableArray<SnapshotFile>> files;
    private readonly Lazy<ImmutableArray<Post>> published;
    private readonly Lazy<ImmutableArray<Problem>> problems;

    internal ContentSnapshot(SettledFolder settled, FolderState folder, ImmutableArray<Problem> folderProblems, SettledChanges? changes)
    {
        Settled = settled;
        Folder = folder;
        FolderProblems = folderProblems;
        this.changes = changes;
        files = new(() => [.. settled.Source.Select(file => FileOf(file.Value.Parsed))]);
        published = new(() => [.. settled.Published.Values]);
        problems = new(() => [.. folderProblems.Concat(settled.Problems.Values.SelectMany(file => file)).OrderBy(problem => problem.File, StringComparer.Ordinal)]);
    }

    /// <summary>The snapshot of no files.</summary>
    public static ContentSnapshot Empty { get; } = new(SettledFolder.Empty, FolderState.Missing, [], null);

    /// <summary>The moment that outcomes are told for, in UTC.</summary>
    public DateTimeOffset Now => Settled.Now;

    /// <summary>What the folder is.</summary>
    public FolderState Folder { get; }

    /// <summary>Every Markdown file, by path. Made on first use, in time in the number of files: not for what runs at each change.</summary>
    public ImmutableArray<SnapshotFile> Files => files.Value;

    /// <summary>
    /// The posts that are public, by file, with settled tags. For a file that has an error now this is the version that was published last,
    /// as long as the process has seen it. Made on first use, in time in their number: not for what runs at each change.
    /// </summary>
    public ImmutableArray<Post> Published => published.Value;

    /// <summary>How many posts are public.</summary>
    public int PublishedCount => Settled.Published.Count;

    /// <summary>Files in <see cref="Published"/> whose last good version stands in for one with an error.</summary>
    public ImmutableSortedSet<string> Kept => Settled.Kept;

    /// <summary>Files whose outcome is <see cref="PostOutcome.Problem"/>.</summary>
    public ImmutableSortedSet<string> Broken => Settled.Broken;

    /// <summary>What is wrong, by file and line. Made on first use, in time in its number.</summary>
    public ImmutableArray<Problem> Problems => problems.Value;

    /// <summary>When the next scheduled post goes live, in UTC, or null.</summary>
    public DateTimeOffset? NextPublication => Settled.Scheduled.IsEmpty ? null : Settled.Scheduled.Min!.Published;

    /// <summary>Every tag of published and scheduled posts by <see cref="TagKey.Of"/>; their slugs are to be given to the next snapshot.</summary>
    public ImmutableDictionary<string, PostTag> Tags => Settled.Tags.Tags;

    /// <summary>What the next snapshot is settled from.</summary>
    internal SettledFolder Settled { get; }

    private ImmutableArray<Problem> FolderProblems { get; }

    /// <summary>The published post of a file, or null.</summary>
    public Post? Find(string file) => Settled.Published.GetValueOrDefault(file);

    /// <summary>A file as it is now, or null where the folder does not hold it.</summary>
    public SnapshotFile? FindFile(string file) => Settled.Source.TryGetValue(file, out var found) ? FileOf(found.Parsed) : null;

    /// <summary>What changed since another snapshot; from the one that this was built from, in time in what changed.</summary>
    public ContentDiff DiffFrom(ContentSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var added = ImmutableArray.CreateBuilder<Post>();
        var changed = ImmutableArray.CreateBuilder<PostChange>();
        var removed = ImmutableArray.CreateBuilder<Post>();
        foreach (var file in changes?.PublishedSince(previous.Settled) ?? Union(Settled.Published, previous.Settled.Published))
        {
            var (old, now) = (previous.Find(file), Find(file));
            if (ReferenceEquals(old, now)) continue;
            if (old is null) added.Add(now!);
            else if (now is null) removed.Add(old);
            else changed.Add(new(old, now));
        }

        return new(added.DrainToImmutable(), changed.DrainToImmutable(), removed.DrainToImmutable());
    }

    /// <summary>What is wrong now and was not in another snapshot; from the one that this was built from, in time in what changed.</summary>
    public IReadOnlyList<Problem> ProblemsSince(ContentSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var before = previous.Settled.Problems;
        var touched = changes?.ProblemsSince(previous.Settled) ?? Union(Settled.Problems, before);
        return [.. FolderProblems.Except(previous.FolderProblems),
            .. touched.SelectMany(file => Settled.Problems.GetValueOrDefault(file, []).Except(before.GetValueOrDefault(file, [])))];
    }

    private static IEnumerable<string> Union<T>(ImmutableSortedDictionary<string, T> one, ImmutableSortedDictionary<string, T> other) =>
        one.Keys.Concat(other.Keys.Where(key => !one.ContainsKey(key))).Order(StringComparer.Ordinal);

    private SnapshotFile FileOf(ParsedFile file)
    {
        var outcome = Settled.OutcomeOf(file);
        return new(file.File, outcome, outcome switch
        {
            PostOutcome.Published => Settled.Published[file.File],
            PostOutcome.Scheduled => Settled.Scheduled.TryGetValue(file.Post!, out var scheduled) ? scheduled : file.Post,
            _ => file.Post,
        });
    }
}
