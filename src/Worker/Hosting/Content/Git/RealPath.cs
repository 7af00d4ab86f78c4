namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>Resolves symbolic links.</summary>
internal static class RealPath
{
    /// <summary>Where a path leads once all links in it are followed; its end need not be there.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        // Each round takes the first link out; as many as Linux follows.
        for (var round = 0; round < 40; round++)
        {
            if (FirstLink(full) is not { } found) return full;
            full = found;
        }

        throw new IOException($"Too many symbolic links in {path}");
    }

    private static string? FirstLink(string full)
    {
        var root = Path.GetPathRoot(full)!;
        var names = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var prefix = root;
        for (var number = 0; number < names.Length; number++)
        {
            var parent = prefix;
            prefix = Path.Combine(prefix, names[number]);
            if (new FileInfo(prefix).LinkTarget is { } target) return Path.GetFullPath(Path.Combine([parent, target, .. names[(number + 1)..]]));
        }

        return null;
    }
}
