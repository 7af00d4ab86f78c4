using System.IO.Compression;

namespace Syndication.Feeds.Publishing;

/// <summary>Compresses feeds: the same bytes give the same result, with no time or name in the header.</summary>
public static class FeedCompressor
{
    /// <summary>The compressed bytes.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> bytes, FeedCompression compression)
    {
        using var buffer = new MemoryStream();
        using (Stream encoder = compression == FeedCompression.Gzip
            ? new GZipStream(buffer, CompressionLevel.Optimal) : new BrotliStream(buffer, CompressionLevel.Optimal))
        {
            encoder.Write(bytes);
        }

        return buffer.ToArray();
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
