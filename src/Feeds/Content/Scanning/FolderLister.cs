using System.IO.Enumeration;

namespace Syndication.Feeds.Content.Scanning;

/// <summary>
/// Lists the Markdown files of a folder. Names that begin with a dot are left out. A symbolic link to a folder is followed
/// unless that folder is listed anyway or holds the one that is being listed, so that no loop is entered.
/// </summary>
internal sealed class FolderLister(string folder, GlobSet globs)
{
    private const int MaxDepth = 100;
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };
    private readonly List<FoundFile> files = [];
    private readonly List<string> unreadable = [];
    private readonly List<string> roots = [];
    private CancellationToken stopping;

    /// <summary>Lists the folder, or the part of it below a path.</summary>
    /// <param name="below">Path below the content folder with <c>/</c>; empty for all of it.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public FolderListing List(string below, CancellationToken cancellationToken)
    {
        stopping = cancellationToken;
        var start = below.Length == 0 ? folder : Path.Combine(folder, below);
        roots.Add(Directory.Exists(start) ? RealPath(start) : Path.GetFullPath(start));
        if (below.Length > 0) roots.Add(RealPath(folder));
        var state = ListFolder(start, below.Length == 0 ? "" : below + "/", 0);
        return new(state == FolderState.Present && files.Count == 0 ? FolderState.Empty : state, files, unreadable);
    }

    /// <summary>Lists only what is reached over links, as <see cref="List"/> would.</summary>
    /// <param name="links">Paths of links below the content folder with <c>/</c>.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public FolderListing ListBehind(IEnumerable<string> links, CancellationToken cancellationToken)
    {
        stopping = cancellationToken;
        if (Directory.Exists(folder)) roots.Add(RealPath(folder));
        foreach (var link in links)
        {
            var below = new List<(string Path, string Prefix)>();
            Follow(new(Path.GetFileName(link), Path.Combine(folder, link), IsFolder: false, IsLink: true, 0, default), link[..^Path.GetFileName(link).Length], below);
            foreach (var (path, prefix) in below) ListFolder(path, prefix, 1);
        }

        return new(FolderState.Present, files, unreadable);
    }

    private FolderState ListFolder(string path, string prefix, int depth)
    {
        stopping.ThrowIfCancellationRequested();
        var below = new List<(string Path, string Prefix)>();
        try
        {
            foreach (var entry in new FileSystemEnumerable<Entry>(path, Entry.Of, Everything) { ShouldIncludePredicate = static (ref entry) => entry.FileName is not ['.', ..] })
            {
                if (entry.IsLink) Follow(entry, prefix, below);
                else if (entry.IsFolder) below.Add((Path.Combine(path, entry.Name), prefix + entry.Name + "/"));
                else Add(new(prefix + entry.Name, entry.Length, entry.LastWrite));
            }
        }
        catch (DirectoryNotFoundException)
        {
            return FolderState.Missing;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            unreadable.Add(prefix.TrimEnd('/'));
            return FolderState.Unreadable;
        }

        foreach (var (child, childPrefix) in below.Where(_ => depth < MaxDepth)) ListFolder(child, childPrefix, depth + 1);
        return FolderState.Present;
    }

    private void Add(FoundFile file)
    {
        if (globs.Reads(file.Path)) files.Add(file);
    }

    private void Follow(Entry entry, string prefix, List<(string Path, string Prefix)> below)
    {
        try
        {
            var target = File.ResolveLinkTarget(entry.FullPath, returnFinalTarget: true);
            if (target is FileInfo { Exists: true } file && !Directory.Exists(file.FullName))
            {
                Add(new(prefix + entry.Name, file.Length, file.LastWriteTimeUtc));
            }
            else if (target is not null && Directory.Exists(target.FullName) && IsNew(RealPath(target.FullName)))
            {
                roots.Add(RealPath(target.FullName));
                below.Add((entry.FullPath, prefix + entry.Name + "/"));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A link in a circle, or to what may not be seen, leads to no file.
            return;
        }
    }

    private bool IsNew(string real) => !roots.Any(root =>
        real == root || real.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || root.StartsWith(real + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    // The framework resolves a link itself, but none of the folders above it.
    private static string RealPath(string path)
    {
        var real = "";
        foreach (var part in Path.GetFullPath(path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            real = real.Length == 0 && Path.DirectorySeparatorChar == '\\' ? part + '\\' : Path.Join(real.Length == 0 ? "/" : real, part);
            real = Directory.ResolveLinkTarget(real, returnFinalTarget: true)?.FullName ?? real;
        }

        return real;
    }

    private readonly record struct Entry(string Name, string FullPath, bool IsFolder, bool IsLink, long Length, DateTime LastWrite)
    {
        public static Entry Of(ref FileSystemEntry entry)
        {
            var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != FileAttributes.None;
            var isFile = !entry.IsDirectory && !isLink && GlobSet.IsMarkdown(entry.FileName);
            return new(
                entry.FileName.ToString(), isLink ? entry.ToFullPath() : "", entry.IsDirectory, isLink,
                isFile ? entry.Length : 0, isFile ? entry.LastWriteTimeUtc.UtcDateTime : default);
        }
    }
}
