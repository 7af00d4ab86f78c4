using Syndication.Feeds.Content.Reading;

namespace Syndication.Feeds.Content.Scanning;

/// <summary>Reads a file whose length may not be what a listing said.</summary>
internal static class FileBytes
{
    /// <summary>The whole file; null where it holds more than <see cref="SourceFile.MaxBytes"/>, of which no more is read than shows that.</summary>
    /// <exception cref="IOException">The file cannot be read, or is a pipe, a socket or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static byte[]? Read(string path)
    {
        var entry = new FileInfo(path);
        var length = entry.Length;
        // A link has the length of its own text, whatever it leads to.
        var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
        if ((length == 0 || isLink) && SpecialFile.Is(path)) throw new IOException("No regular file.");
        if (length > SourceFile.MaxBytes) return null;
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var bytes = new byte[length];
        var read = 0;
        Span<byte> more = stackalloc byte[1];
        while (true)
        {
            var count = read < bytes.Length ? RandomAccess.Read(file, bytes.AsSpan(read), read) : RandomAccess.Read(file, more, read);
            if (count == 0) return read == bytes.Length ? bytes : bytes[..read];
            read += count;
            if (read > SourceFile.MaxBytes) return null;
            if (read <= bytes.Length) continue;
            // It grows while it is read.
            Array.Resize(ref bytes, Math.Clamp(2 * read, 4096, SourceFile.MaxBytes));
            bytes[read - 1] = more[0];
        }
    }
}
