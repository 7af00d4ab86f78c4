using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Feeds with only the entries that are new or changed since a version that the reader has (RFC 3229, instance manipulation <c>feed</c>).</summary>
/// <param name="cache">The whole feeds.</param>
/// <param name="versions">What earlier versions held.</param>
internal sealed class FeedDeltas(FeedCache cache, FeedVersions versions) : IDisposable
{
    private const long SizeLimit = 8L * 1024 * 1024;

    private readonly MemoryCache made = new(new MemoryCacheOptions { SizeLimit = SizeLimit });

    /// <summary>The delta for a client.</summary>
    /// <param name="feed">The current version.</param>
    /// <param name="coding">How it is compressed.</param>
    /// <param name="tags">The entity tags that the client has.</param>
    /// <returns>Null where none of them is remembered, or where nothing would be saved: then the whole feed is the answer.</returns>
    public FeedDelta? Find(ServedFeed feed, ContentCoding coding, IReadOnlyList<string> tags)
    {
        if (versions.Find(feed.File.Path, tags) is not var (known, tag) || known.Hash == feed.File.Hash) return null;
        var key = (feed.File.Path, feed.File.Hash, known.Hash, coding.Name);
        if (made.TryGetValue(key, out FeedRepresentation? ready)) return new FeedDelta(ready!, tag);
        if (cache.Load(feed, ContentCoding.Identity) is not { } whole || whole.EntityTag != feed.EntityTag(ContentCoding.Identity)) return null;
        using var read = whole.Buffer;
        if (Compose(whole.Bytes.Span, FeedFormats.OfFile(feed.File.Path)!.Value, known) is not { } bytes) return null;
        var coded = coding.Compression is { } compression ? FeedCompressor.Compress(bytes, compression) : bytes;
        var fresh = new FeedRepresentation(coding, coded, FeedVersions.TagOf(feed.File.Hash, coding), whole.PlainLength);
        made.Set(key, fresh, new MemoryCacheEntryOptions { Size = coded.Length });
        return new FeedDelta(fresh, tag);
    }

    /// <inheritdoc/>
    public void Dispose() => made.Dispose();

    private static byte[]? Compose(ReadOnlySpan<byte> bytes, FeedFormat format, FeedVersion known)
    {
        if (FeedEntries.Read(bytes, format) is not { } parts) return null;
        var changed = new List<Range>();
        foreach (var entry in parts.Entries)
        {
            if (!known.Entries.Contains(FeedEntries.HashOf(bytes[entry]))) changed.Add(entry);
        }

        if (changed.Count == parts.Entries.Count) return null;
        using var delta = new MemoryStream();
        delta.Write(bytes[..parts.HeadLength]);
        for (var i = 0; i < changed.Count; i++)
        {
            if (i > 0) delta.Write(Encoding.UTF8.GetBytes(parts.Separator));
            delta.Write(bytes[changed[i]]);
        }

        delta.Write(bytes[parts.TailStart..]);
        return delta.ToArray();
    }
}
