using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>The content folder as scans have found it.</summary>
/// <param name="Folder">What the folder is now.</param>
/// <param name="Files">The Markdown files by path below the folder; those of the scan before where the folder is missing or unreadable.</param>
/// <param name="FolderProblems">Folders below it that may not be listed; the files below them stay as they were.</param>
public sealed record ContentFiles(FolderState Folder, ImmutableSortedDictionary<string, ContentFile> Files, ImmutableArray<Problem> FolderProblems)
{
    /// <summary>What is known before the first scan.</summary>
    public static ContentFiles None { get; } = new(FolderState.Missing, ImmutableSortedDictionary.Create<string, ContentFile>(StringComparer.Ordinal), []);

    /// <summary>What is remembered of a file's path and its post's address, or null: a text that is equal is kept as that instance, and not twice. Only the first scan asks.</summary>
    internal Func<string, (string File, string Url)?>? Remembered { get; init; }

    /// <summary>What the scan compared; null where that is not known.</summary>
    internal FileChanges? Changes { get; init; }

    /// <summary>The files that hold something else than they did; what the scan started from costs no comparison.</summary>
    internal IEnumerable<string> ChangedSince(ImmutableSortedDictionary<string, ContentFile> before)
    {
        if (ReferenceEquals(before, Files)) return [];
        if (before.IsEmpty) return Files.Keys;
        if (Changes is { } changes && ReferenceEquals(changes.Before, before) && ReferenceEquals(changes.After, Files)) return changes.Paths;
        return Files.Where(file => !ReferenceEquals(before.GetValueOrDefault(file.Key)?.Parsed, file.Value.Parsed)).Select(file => file.Key)
            .Concat(before.Keys.Where(path => !Files.ContainsKey(path)));
    }
}
