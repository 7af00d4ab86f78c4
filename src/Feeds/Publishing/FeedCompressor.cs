using System.Buffers;
using System.IO.Compression;

namespace Syndication.Feeds.Publishing;

/// <summary>Compresses feeds: the same bytes give the same result, with no time or name in the header.</summary>
public static class FeedCompressor
{
    // Beside what bytes that cannot be compressed grow by: header, trailer, the last block.
    private const int LeastRoom = 1024;

    /// <summary>The compressed bytes.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> bytes, FeedCompression compression)
    {
        // A buffer that grew would leave its halves in the large object heap, feed by feed.
        var room = ArrayPool<byte>.Shared.Rent(bytes.Length + (bytes.Length / 256) + LeastRoom);
        try
        {
            using var buffer = new MemoryStream(room);
            using (Stream encoder = compression == FeedCompression.Gzip
                ? new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true) : new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            {
                encoder.Write(bytes);
            }

            return room[..(int)buffer.Position];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    /// <summary>What was compressed; null where the bytes are torn.</summary>
    public static byte[]? Decompress(byte[] bytes, FeedCompression compression)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            using var buffer = new MemoryStream();
            using var source = new MemoryStream(bytes);
            using (Stream decoder = compression == FeedCompression.Gzip
                ? new GZipStream(source, CompressionMode.Decompress) : new BrotliStream(source, CompressionMode.Decompress))
            {
                decoder.CopyTo(buffer);
            }

            return buffer.ToArray();
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
