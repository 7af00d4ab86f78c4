namespace Syndication.Feeds.Publishing;

/// <summary>Writes files whole or not at all.</summary>
public static class AtomicFile
{
    /// <summary>Ending of files that a killed process may leave behind.</summary>
    public const string TemporarySuffix = ".tmp~";

    /// <summary>Writes a file beside its place and renames it there; readers see the old bytes or the new ones.</summary>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full; the old file stands.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + TemporarySuffix;
        try
        {
            using (var file = Create(temporary)) file.Write(bytes);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>The same for a file that is not to be in memory as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its bytes, in parts that are worth a system call.</param>
    /// <exception cref="IOException">The folder cannot be written to, or the disk is full; the old file stands.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + TemporarySuffix;
        try
        {
            using (var file = Create(temporary)) write(file);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Create would truncate what it has just made, after which ext4 writes each file out as it is closed.
    private static FileStream Create(string temporary)
    {
        File.Delete(temporary);
        return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }
}
