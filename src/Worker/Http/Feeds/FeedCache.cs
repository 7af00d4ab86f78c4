using System.Collections.Concurrent;
using Syndication.Feeds.Publishing;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Http.Feeds;

/// <summary>
/// The bytes of public files in each coding, read and compressed once per version. Past <see cref="FeedsOptions.MemoryLimit"/>
/// what was not used for longest goes, and is read from its file again when somebody asks.
/// </summary>
/// <param name="options">Where the files are, and how much may be kept.</param>
/// <param name="pipeline">Says what is public.</param>
/// <param name="versions">Remembers what each version held.</param>
/// <param name="links">Makes the Link headers.</param>
internal sealed class FeedCache(FeedsOptions options, ContentPipeline pipeline, FeedVersions versions, FeedLinkHeader links)
{
    // Evicting to below the limit, not to it: the search for the oldest is made for many at once.
    private const double Kept = 0.9;

    private readonly ConcurrentDictionary<string, ServedFeed> feeds = new(StringComparer.Ordinal);
    private readonly Lock counting = new();
    private long clock;
    private long dropped;

    /// <summary>Bytes that are kept.</summary>
    public long Size { get; private set; }

    /// <summary>The feed at a path below <c>/feeds/</c> if it is in memory and current; the caller may not block.</summary>
    public ServedFeed? FindKept(ReadOnlySpan<char> path) =>
        feeds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var feed) && feed.IsIn(pipeline.Manifest) ? feed : null;

    /// <summary>A kept representation, noted as used.</summary>
    public FeedRepresentation? FindKept(ServedFeed feed, ContentCoding coding)
    {
        var representation = feed.Find(coding);
        representation?.Use(Volatile.Read(ref clock));
        return representation;
    }

    /// <summary>The feed at a path; null where nothing of that name is public.</summary>
    public ServedFeed? Find(string path)
    {
        if (FindKept(path) is { } kept) return kept;
        var manifest = pipeline.Manifest;
        lock (counting)
        {
            if (feeds.TryRemove(path, out var old)) Size -= old.Kept().Sum(representation => (long)representation.Bytes.Length);
            return manifest.Files.TryGetValue(path, out var file) ? feeds[path] = new ServedFeed(file, manifest, links.Of(path)) : null;
        }
    }

    /// <summary>A representation, made where it is not kept; null when the file has vanished from the disk.</summary>
    public FeedRepresentation? Load(ServedFeed feed, ContentCoding coding)
    {
        lock (feed.Making)
        {
            if (FindKept(feed, coding) is { } kept) return kept;
            if (PooledFile.Read(Path.Combine(options.OutputFolder, feed.File.Path)) is not { } plain) return null;
            var hash = FeedHash.Of(plain.Bytes.Span);
            var tag = FeedVersions.TagOf(hash, coding);
            versions.Remember(feed.File.Path, hash, plain.Bytes.Span);
            // As it is, a feed is five times as large and costs nothing to make: it is kept only where nothing has to go for it.
            if (coding.Compression is null && Size + plain.Bytes.Length > options.MemoryLimit)
            {
                return new FeedRepresentation(coding, plain.Bytes, tag, plain.Bytes.Length) { Buffer = plain };
            }

            using (plain)
            {
                var coded = coding.Compression is { } compression ? FeedCompressor.Compress(plain.Bytes.Span, compression) : plain.Bytes.ToArray();
                // The file may have been renewed a moment before the manifest: the tag names the bytes that are sent.
                var fresh = new FeedRepresentation(coding, coded, tag, plain.Bytes.Length);
                if (hash == feed.File.Hash) Keep(feed, fresh);
                return fresh;
            }
        }
    }

    private void Keep(ServedFeed feed, FeedRepresentation fresh)
    {
        // One feed must not push out all others.
        if (fresh.Bytes.Length > options.MemoryLimit / 4) return;
        lock (counting)
        {
            if (feeds.GetValueOrDefault(feed.File.Path) != feed) return;
            fresh.Use(++clock);
            feed.Keep(fresh);
            Size += fresh.Bytes.Length;
            if (Size > options.MemoryLimit) Evict();
        }
    }

    private void Evict()
    {
        var oldestFirst = feeds.Values.SelectMany(feed => feed.Kept().Select(representation => (Feed: feed, Representation: representation)))
            .OrderBy(kept => kept.Representation.LastUse).ToList();
        foreach (var (feed, representation) in oldestFirst)
        {
            if (Size <= options.MemoryLimit * Kept) return;
            feed.Drop(representation);
            Size -= representation.Bytes.Length;
            dropped += representation.Bytes.Length;
            if (dropped < options.MemoryLimit / 2) continue;
            // Large ones lie where the collector looks only once the whole heap has grown by a share of itself.
            dropped = 0;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        }
    }
}
