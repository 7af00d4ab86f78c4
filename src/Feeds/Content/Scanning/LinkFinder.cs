using System.IO.Enumeration;

namespace Syndication.Feeds.Content.Scanning;

/// <summary>Finds the symbolic links in a folder, without looking at what they lead to.</summary>
internal static class LinkFinder
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true, RecurseSubdirectories = true };

    /// <summary>Paths of the links below a folder, with <c>/</c>; none where it is missing.</summary>
    public static List<string> Find(string folder, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        try
        {
            var links = new FileSystemEnumerable<string>(folder, static (ref entry) => entry.ToFullPath(), Everything)
            {
                ShouldIncludePredicate = static (ref entry) => entry.FileName is not ['.', ..] && IsLink(ref entry),
                ShouldRecursePredicate = static (ref entry) => entry.FileName is not ['.', ..] && !IsLink(ref entry),
            };
            foreach (var link in links)
            {
                cancellationToken.ThrowIfCancellationRequested();
                found.Add(Path.GetRelativePath(folder, link).Replace(Path.DirectorySeparatorChar, '/'));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The folder went meanwhile; what was found is what there is.
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;
}
