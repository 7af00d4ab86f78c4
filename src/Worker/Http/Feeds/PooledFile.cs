using System.Buffers;

namespace Syndication.Worker.Http.Feeds;

/// <summary>A file's bytes in a buffer that is used again: read one by one, large files would be most of the heap.</summary>
internal sealed class PooledFile : IDisposable
{
    private readonly byte[] buffer;
    private readonly int length;

    private PooledFile(byte[] buffer, int length) => (this.buffer, this.length) = (buffer, length);

    /// <summary>What the file held; not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads a file that is only ever replaced whole; null where there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PooledFile? Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var rented = ArrayPool<byte>.Shared.Rent((int)RandomAccess.GetLength(file));
            var filled = 0;
            while (filled < rented.Length && RandomAccess.Read(file, rented.AsSpan(filled), filled) is var count and > 0) filled += count;
            return new PooledFile(rented, filled);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
