namespace Syndication.Worker.Cli.Previewing;

/// <summary>Finds programs by their names.</summary>
internal static class SearchPath
{
    /// <summary>The path of the first of some programs that is there, or null.</summary>
    /// <param name="names">Names, without a folder or <c>.exe</c>.</param>
    /// <param name="searchPath">What <c>PATH</c> holds.</param>
    public static string? Find(IReadOnlyList<string> names, string? searchPath)
    {
        var folders = (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists);
    }
}
