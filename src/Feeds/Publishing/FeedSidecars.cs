namespace Syndication.Feeds.Publishing;

/// <summary>
/// Compressed copies beside the files (<see cref="FeedsOptions.Precompress"/>), for web servers that serve the output folder.
/// A copy goes before its file changes and comes after it: whoever reads in between finds none, and never an old one.
/// </summary>
public static class FeedSidecars
{
    private static readonly (FeedCompression Compression, string Suffix)[] Suffixes = [(FeedCompression.Gzip, ".gz"), (FeedCompression.Brotli, ".br")];

    /// <summary>The end of a copy's name.</summary>
    public static string SuffixOf(FeedCompression compression) => Suffixes.Single(suffix => suffix.Compression == compression).Suffix;

    /// <summary>Removes the copies of a file that is about to change.</summary>
    /// <param name="options">Which copies there may be.</param>
    /// <param name="file">Absolute path of the file.</param>
    public static void Remove(FeedsOptions options, string file)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var compression in options.Precompress)
        {
            // File.Delete minds a missing folder.
            if (File.Exists(file + SuffixOf(compression))) File.Delete(file + SuffixOf(compression));
        }
    }

    /// <summary>Writes the copies of a file whose bytes are in place; copies that are right are not touched.</summary>
    /// <param name="options">Which copies there are.</param>
    /// <param name="file">Absolute path of the file.</param>
    /// <param name="bytes">Its bytes.</param>
    public static void Write(FeedsOptions options, string file, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(bytes);
        foreach (var compression in options.Precompress)
        {
            var copy = file + SuffixOf(compression);
            if (IsCopy(copy, compression, bytes)) continue;
            AtomicFile.Write(copy, FeedCompressor.Compress(bytes, compression));
            // A web server takes the date of the copy that it sends: the same for all codings.
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(file));
        }
    }

    /// <summary>
    /// Brings the copies of an output folder in line with the settings and the files, as at a start: after a power cut one may be torn,
    /// and after a change of settings others are wanted, or none.
    /// </summary>
    /// <param name="options">Which copies there are.</param>
    /// <param name="manifest">The files, whole.</param>
    public static void Repair(FeedsOptions options, FeedManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(manifest);
        if (!Directory.Exists(options.OutputFolder)) return;
        foreach (var (compression, suffix) in Suffixes)
        {
            foreach (var copy in Directory.EnumerateFiles(options.OutputFolder, "*" + suffix, SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(options.OutputFolder, copy[..^suffix.Length]).Replace(Path.DirectorySeparatorChar, '/');
                if (!options.Precompress.Contains(compression) || !manifest.Files.ContainsKey(path)) File.Delete(copy);
            }
        }

        if (options.Precompress.Count == 0) return;
        manifest.Files.Values.AsParallel().ForAll(published =>
        {
            var file = Path.Combine(options.OutputFolder, published.Path);
            Write(options, file, File.ReadAllBytes(file));
        });
    }

    private static bool IsCopy(string copy, FeedCompression compression, byte[] bytes) =>
        File.Exists(copy) && FeedCompressor.Decompress(File.ReadAllBytes(copy), compression) is { } copied && copied.AsSpan().SequenceEqual(bytes);
}
