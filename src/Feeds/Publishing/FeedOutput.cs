namespace Syndication.Feeds.Publishing;

/// <summary>The output folder, written to file by file.</summary>
/// <param name="options">Where it is.</param>
/// <param name="time">Dates changed files.</param>
public sealed class FeedOutput(FeedsOptions options, TimeProvider time)
{
    /// <summary>Writes a file whole, or leaves it alone where it has these bytes already.</summary>
    /// <param name="path">Its path below the folder.</param>
    /// <param name="bytes">What it holds.</param>
    /// <exception cref="IOException">The folder cannot be written to; the old file stands.</exception>
    public PublishedFile Write(string path, ReadOnlySpan<byte> bytes) => Write(path, bytes, FeedHash.Of(bytes));

    /// <summary>Writes a file whole, or leaves it alone where it has these bytes already.</summary>
    /// <param name="path">Its path below the folder.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="hash">The bytes' <see cref="FeedHash"/>.</param>
    /// <exception cref="IOException">The folder cannot be written to; the old file stands.</exception>
    public PublishedFile Write(string path, ReadOnlySpan<byte> bytes, string hash)
    {
        var file = Path.Combine(options.OutputFolder, path);
        // Another process of this service may have written the same bytes already: what is equal is not touched.
        if (!IsThere(file, bytes))
        {
            FeedSidecars.Remove(options, file);
            AtomicFile.Write(file, bytes);
        }

        if (options.Precompress.Count > 0) FeedSidecars.Write(options, file, bytes.ToArray());
        var now = time.GetUtcNow();
        return new PublishedFile(path, hash, bytes.Length, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)));
    }

    /// <summary>Removes a file, and the folders that it leaves empty.</summary>
    /// <param name="path">Its path below the folder.</param>
    public void Delete(string path)
    {
        var file = Path.Combine(options.OutputFolder, path);
        FeedSidecars.Remove(options, file);
        if (File.Exists(file)) File.Delete(file);
        for (var folder = Path.GetDirectoryName(file)!; folder.Length > options.OutputFolder.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (!Directory.Exists(folder)) continue;
            if (Directory.EnumerateFileSystemEntries(folder).Any()) return;
            Directory.Delete(folder);
        }
    }

    private static bool IsThere(string file, ReadOnlySpan<byte> bytes)
    {
        var there = new FileInfo(file);
        return there.Exists && there.Length == bytes.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes);
    }
}
