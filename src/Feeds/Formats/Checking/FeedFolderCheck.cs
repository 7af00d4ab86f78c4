using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Syndication.Feeds.Formats.Checking;

/// <summary>Checks every feed of a folder, each by itself and then against each other.</summary>
public static class FeedFolderCheck
{
    private static readonly string[] Patterns = ["*.rss", "*.atom", "*.json", "*.xml"];

    /// <summary>Checks a folder with all folders below.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="IOException">The folder is missing or cannot be read.</exception>
    public static FeedFolderReport Check(string folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var files = new ConcurrentBag<FeedFile>();
        var findings = new ConcurrentBag<FeedFileFinding>();
        var count = 0;
        var paths = Patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)).ToList();
        foreach (var part in paths.AsParallel().WithCancellation(cancellationToken).Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Bytes: File.ReadAllBytes(file))))
        {
            if (FeedFileReader.FormatOf(part.Path, part.Bytes) is not { } format)
                continue;
            count++;
            foreach (var finding in FeedLint.Check(part.Bytes, format))
                findings.Add(new FeedFileFinding(part.Path, finding));
            if (FeedFileReader.Read(part.Path, format, part.Bytes) is { } file)
                files.Add(file);
        }
        var all = findings.Concat(FeedFamilyLint.Check([.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]));
        return new FeedFolderReport(count, [.. all.OrderBy(found => found.File, StringComparer.Ordinal).ThenBy(found => found.Finding.Line).ThenBy(found => found.Finding.Column)]);
    }
}
