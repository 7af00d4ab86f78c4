namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>A folder that holds the files of one commit. Brought to another commit, it writes only the files that differ.</summary>
/// <param name="mirror">Where commits are.</param>
/// <param name="folder">Absolute path of the files; what git and we know of them is beside it.</param>
internal sealed class GitTree(GitMirror mirror, string folder)
{
    private readonly string stamp = folder + ".commit";
    private readonly string index = folder + ".index";

    /// <summary>The commit that the folder holds whole, or null.</summary>
    public string? Commit => File.Exists(stamp) && Directory.Exists(folder) && File.ReadAllText(stamp).Trim() is { Length: >= 40 } commit ? commit : null;

    /// <summary>Brings the folder to a commit. Each file gets the time of the commit that last changed it.</summary>
    /// <returns>Paths of the symbolic links in it, with <c>/</c>.</returns>
    /// <exception cref="GitException">git could not; the folder holds nothing that counts then.</exception>
    public async Task<IReadOnlyList<string>> BringToAsync(string commit, CancellationToken cancellationToken)
    {
        var before = File.Exists(index) ? Commit : null;
        File.Delete(stamp);
        File.Delete(index + ".lock");
        if (before is null) Empty();
        Dictionary<string, string> environment = new(StringComparer.Ordinal) { ["GIT_INDEX_FILE"] = index, ["GIT_WORK_TREE"] = folder };
        await mirror.RunAsync(["read-tree", "--reset", "-u", commit], cancellationToken, environment);
        await mirror.RunAsync(["clean", "-ffdxq"], cancellationToken, environment);
        var times = new GitFileTimes(mirror, commit);
        await times.SetAsync(folder, before, cancellationToken);
        await RefreshAsync(environment, cancellationToken);
        var links = await ListLinksAsync(environment, cancellationToken);
        RemoveOutwardLinks(links);
        await File.WriteAllTextAsync(stamp, commit, cancellationToken);
        return links;
    }

    /// <summary>Removes the folder and all that is known of it.</summary>
    public void Remove()
    {
        File.Delete(stamp);
        File.Delete(index);
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private void Empty()
    {
        Remove();
        Directory.CreateDirectory(folder);
    }

    // Else git would take files whose time was set for changed ones, and write them anew.
    private async Task RefreshAsync(Dictionary<string, string> environment, CancellationToken cancellationToken) =>
        await mirror.RunAsync(["update-index", "-q", "--refresh"], cancellationToken, environment);

    private async Task<List<string>> ListLinksAsync(Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var entries = await mirror.RunAsync(["ls-files", "--stage", "-z"], cancellationToken, environment);
        return [.. entries.Split('\0').Where(entry => entry.StartsWith("120000 ", StringComparison.Ordinal)).Select(entry => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..])];
    }

    /// <summary>Who may push must not read other files of the server through a post that is a link to them.</summary>
    private void RemoveOutwardLinks(List<string> links)
    {
        var root = RealPath.Of(folder) + Path.DirectorySeparatorChar;
        foreach (var link in links.Select(link => new FileInfo(Path.Combine(folder, link))).Where(link => link.LinkTarget is not null))
        {
            if (!LeadsBelow(link, root)) link.Delete();
        }
    }

    private static bool LeadsBelow(FileInfo link, string root)
    {
        try
        {
            return RealPath.Of(link.FullName).StartsWith(root, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // A circle leads nowhere.
            return false;
        }
    }
}
