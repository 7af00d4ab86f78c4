using System.Globalization;
using Microsoft.Extensions.Primitives;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>One version of a public file: the headers that all its answers have, and its representations as far as they were asked for.</summary>
internal sealed class ServedFeed
{
    private readonly FeedRepresentation?[] representations = new FeedRepresentation?[ContentCoding.All.Count];
    private readonly StringValues[] entityTags;
    private volatile FeedManifest manifest;

    /// <summary>A version without representations yet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="manifest">A manifest that holds it.</param>
    /// <param name="link">Value of its Link header.</param>
    public ServedFeed(PublishedFile file, FeedManifest manifest, string link)
    {
        (File, this.manifest, Link) = (file, manifest, link);
        LastModified = file.LastModified.ToString("R", CultureInfo.InvariantCulture);
        entityTags = [.. ContentCoding.All.Select(coding => new StringValues(FeedVersions.TagOf(file.Hash, coding)))];
        ContentType = FeedFormats.OfFile(file.Path)?.ContentType() ?? "text/x-opml; charset=utf-8";
    }

    /// <summary>The file.</summary>
    public PublishedFile File { get; }

    /// <summary>Value of Last-Modified.</summary>
    public StringValues LastModified { get; }

    /// <summary>Value of Link.</summary>
    public StringValues Link { get; }

    /// <summary>Value of Content-Type.</summary>
    public StringValues ContentType { get; }

    /// <summary>Entity tag of this version in a coding; needs no representation.</summary>
    public StringValues EntityTag(ContentCoding coding) => entityTags[coding.Slot];

    /// <summary>Held while a representation is made, so that many who ask at once wait for one.</summary>
    public Lock Making { get; } = new();

    /// <summary>Whether this version is the one that a manifest has; remembered, since manifests change rarely.</summary>
    public bool IsIn(FeedManifest current)
    {
        if (ReferenceEquals(manifest, current)) return true;
        if (!current.Files.TryGetValue(File.Path, out var file) || file != File) return false;
        manifest = current;
        return true;
    }

    /// <summary>A representation, or null where it must be made first.</summary>
    public FeedRepresentation? Find(ContentCoding coding) => Volatile.Read(ref representations[coding.Slot]);

    /// <summary>Keeps a representation.</summary>
    public void Keep(FeedRepresentation representation) => Volatile.Write(ref representations[representation.Coding.Slot], representation);

    /// <summary>Drops a representation.</summary>
    public void Drop(FeedRepresentation representation) =>
        Interlocked.CompareExchange(ref representations[representation.Coding.Slot], null, representation);

    /// <summary>What is kept.</summary>
    public IEnumerable<FeedRepresentation> Kept() => representations.OfType<FeedRepresentation>();
}
