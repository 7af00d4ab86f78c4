namespace Syndication.Feeds.Content.Scanning;

/// <summary>Looks at one path that came, went or changed.</summary>
internal sealed class ChangedPath(string folder, string path, GlobSet globs)
{
    private readonly string full = Path.Combine(folder, path);

    /// <summary>Adds the files to read and the paths of files, or of what may have been folders, that are gone; false where only a scan of the whole folder can tell.</summary>
    public bool Look(ContentFiles previous, List<FoundFile> found, HashSet<string> gone, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(full)) return LookBelow(previous, found, gone, cancellationToken);
            var file = new FileInfo(full);
            if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            if (file.Exists && globs.Reads(path) && HasThisCase()) found.Add(new(path, file.Length, file.LastWriteTimeUtc, IsNamed: true));
            else gone.Add(path);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool LookBelow(ContentFiles previous, List<FoundFile> found, HashSet<string> gone, CancellationToken cancellationToken)
    {
        // What a link leads to may be listed elsewhere too.
        if (new DirectoryInfo(full).LinkTarget is not null) return false;
        var listing = new FolderLister(folder, globs).List(path, cancellationToken);
        if (listing.Unreadable.Count > 0) return false;
        var present = listing.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        found.AddRange(listing.Files);
        gone.UnionWith(KnownBelow(previous).Where(known => !present.Contains(known)));
        if (previous.Files.ContainsKey(path)) gone.Add(path);
        return true;
    }

    private IEnumerable<string> KnownBelow(ContentFiles previous)
    {
        var prefix = path + "/";
        return previous.Files.Keys.Where(known => known.StartsWith(prefix, StringComparison.Ordinal));
    }

    // Where names differ in case only, the file system finds a renamed file under its old name as well.
    private bool HasThisCase()
    {
        if (OperatingSystem.IsLinux()) return true;
        var parent = Path.GetDirectoryName(full)!;
        return Directory.EnumerateFiles(parent, Path.GetFileName(full)).Any(name => Path.GetFileName(name) == Path.GetFileName(full));
    }
}
