namespace Syndication.Feeds.Content.Settling;

/// <summary>How one settled folder came from another.</summary>
internal sealed class SettledChanges(SettledFolder before, SettledFolder after, IReadOnlyCollection<string> files)
{
    // The maps and not the whole: what was before must not be kept alive, nor what was before that.
    private readonly object published = before.Published;
    private readonly object problems = before.Problems;
    private readonly string[] touched = [.. files.Where(file => MayDiffer(before, after, file)).Order(StringComparer.Ordinal)];

    /// <summary>The files whose published posts may differ, in order; null where another folder is compared with.</summary>
    public IReadOnlyList<string>? PublishedSince(SettledFolder other) => ReferenceEquals(published, other.Published) ? touched : null;

    /// <summary>The files whose problems may differ, in order; null where another folder is compared with.</summary>
    public IReadOnlyList<string>? ProblemsSince(SettledFolder other) => ReferenceEquals(problems, other.Problems) ? touched : null;

    private static bool MayDiffer(SettledFolder before, SettledFolder after, string file) =>
        !ReferenceEquals(before.Published.GetValueOrDefault(file), after.Published.GetValueOrDefault(file))
        || before.Problems.ContainsKey(file) || after.Problems.ContainsKey(file);
}
