using System.IO.Compression;
using Microsoft.Extensions.Caching.Memory;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>The bytes of public files in each coding, read and compressed once per version.</summary>
/// <param name="options">Where the files are.</param>
internal sealed class FeedCache(FeedsOptions options) : IDisposable
{
    private const long SizeLimit = 256L * 1024 * 1024;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = SizeLimit });

    /// <summary>A file's representation, or null when it has vanished from the disk.</summary>
    public FeedRepresentation? Find(PublishedFile file, ContentCoding coding)
    {
        if (cache.TryGetValue((file.Hash, coding.Name), out FeedRepresentation? known)) return known;
        if (Read(file) is not { } bytes) return null;
        // The file may have been renewed a moment before the manifest: the tag names the bytes that are sent.
        var hash = FeedHash.Of(bytes);
        var fresh = new FeedRepresentation(Encode(bytes, coding), $"\"{hash[..32]}{coding.TagSuffix}\"");
        return cache.Set((hash, coding.Name), fresh, new MemoryCacheEntryOptions { Size = fresh.Bytes.Length });
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private byte[]? Read(PublishedFile file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(options.OutputFolder, file.Path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Encode(byte[] bytes, ContentCoding coding)
    {
        if (coding == ContentCoding.Identity) return bytes;
        using var buffer = new MemoryStream();
        using (Stream encoder = coding == ContentCoding.Gzip ? new GZipStream(buffer, CompressionLevel.Optimal) : new BrotliStream(buffer, CompressionLevel.Optimal))
        {
            encoder.Write(bytes);
        }

        return buffer.ToArray();
    }
}
