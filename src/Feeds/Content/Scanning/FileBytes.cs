using Microsoft.Win32.SafeHandles;
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
        var length = new FileInfo(path).Length;
        if (length == 0 && SpecialFile.Is(path)) throw new IOException("No regular file.");
        if (length > SourceFile.MaxBytes) return null;
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var bytes = new byte[length + 1];
        var read = 0;
        while (RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var count)
        {
            read += count;
            if (read > SourceFile.MaxBytes) return null;
            // It grows while it is read.
            if (read == bytes.Length) Array.Resize(ref bytes, Math.Min(2 * bytes.Length, SourceFile.MaxBytes + 1));
        }

        return bytes[..read];
    }
}
