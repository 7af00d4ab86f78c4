using System.Buffers;
using Syndication.Feeds.Content.Reading;

namespace Syndication.Feeds.Content.Scanning;

/// <summary>A file as it was read, in an array that is lent: of thousands of files, a fresh one for each costs more than the reading.</summary>
internal sealed class FileBytes : IDisposable
{
    // One read finds the end of most posts.
    private const int Room = 16 * 1024;

    private byte[] bytes;
    private int length;

    private FileBytes(int capacity) => bytes = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The file; gone once this is disposed.</summary>
    public ReadOnlyMemory<byte> Memory => bytes.AsMemory(0, length);

    /// <summary>Reads a file whose length may not be what a listing said.</summary>
    /// <returns>The whole file; null where it holds more than <see cref="SourceFile.MaxBytes"/>, of which no more is read than shows that.</returns>
    /// <exception cref="IOException">The file cannot be read, or is a pipe, a socket or a device.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileBytes? Read(string path)
    {
        var entry = new FileInfo(path);
        var expected = entry.Length;
        // A link has the length of its own text, whatever it leads to.
        var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
        if ((expected == 0 || isLink) && SpecialFile.Is(path)) throw new IOException("No regular file.");
        if (expected > SourceFile.MaxBytes) return null;
        using var file = File.OpenHandle(path);
        var read = new FileBytes(Math.Max((int)expected + 1, Room));
        try
        {
            if (read.Fill(file)) return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }

        read.Dispose();
        return null;
    }

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
        (bytes, length) = ([], 0);
    }

    // Of a regular file, a read that leaves room has met the end.
    private bool Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        while (true)
        {
            length += RandomAccess.Read(file, bytes.AsSpan(length), length);
            if (length > SourceFile.MaxBytes) return false;
            if (length < bytes.Length) return true;
            // It grows while it is read.
            var more = ArrayPool<byte>.Shared.Rent(2 * bytes.Length);
            bytes.AsSpan(0, length).CopyTo(more);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = more;
        }
    }
}
