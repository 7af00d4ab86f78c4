using System.Collections.Frozen;
using System.Collections.Immutable;
using Syndication.Feeds.Formats;

namespace Syndication.Worker.Http.Feeds;

/// <summary>
/// Which entries the versions held that readers may have: the last ones of each feed that were served since the start.
/// A version that is not remembered costs its reader one whole feed.
/// </summary>
internal sealed class FeedVersions
{
    /// <summary>Versions that are remembered of a feed.</summary>
    public const int MostOfAFeed = 16;

    // Eight bytes and a bit each: some 20 MB at most.
    private const int MostEntries = 1_000_000;

    private const int TagLength = 32;

    private readonly Dictionary<string, ImmutableArray<FeedVersion>> versions = new(StringComparer.Ordinal);
    private readonly Queue<(string Path, FeedVersion Version)> oldest = new();
    private readonly Lock changing = new();
    private int entries;

    /// <summary>The entity tag of a version in a coding, quotes included.</summary>
    public static string TagOf(string hash, ContentCoding coding) => $"\"{hash[..TagLength]}{coding.TagSuffix}\"";

    /// <summary>Remembers what a version holds.</summary>
    /// <param name="path">The feed's file.</param>
    /// <param name="hash">SHA-256 of its bytes in lower-case hex.</param>
    /// <param name="bytes">Its bytes.</param>
    public void Remember(string path, string hash, ReadOnlySpan<byte> bytes)
    {
        if (IsRemembered(path, hash) || FeedFormats.OfFile(path) is not { } format || FeedEntries.Read(bytes, format) is not { } parts) return;
        var hashes = new List<ulong>(parts.Entries.Count);
        foreach (var entry in parts.Entries) hashes.Add(FeedEntries.HashOf(bytes[entry]));
        var version = new FeedVersion(hash, hashes.ToFrozenSet());
        lock (changing)
        {
            var known = versions.GetValueOrDefault(path, []);
            if (known.Any(other => other.Hash == hash)) return;
            versions[path] = known.Length < MostOfAFeed ? known.Add(version) : Without(known, known[0]).Add(version);
            oldest.Enqueue((path, version));
            entries += version.Entries.Count + 1;
            while (entries > MostEntries && oldest.TryDequeue(out var old)) Forget(old.Path, old.Version);
        }
    }

    /// <summary>The version that one of a client's entity tags names, whatever its coding; null where none is remembered.</summary>
    /// <param name="path">The feed's file.</param>
    /// <param name="tags">The tags, quotes included.</param>
    public (FeedVersion Version, string Tag)? Find(string path, IReadOnlyList<string> tags)
    {
        ImmutableArray<FeedVersion> known;
        lock (changing) known = versions.GetValueOrDefault(path, []);
        foreach (var version in known.Reverse())
        {
            if (tags.FirstOrDefault(tag => ContentCoding.All.Any(coding => tag == TagOf(version.Hash, coding))) is { } tag) return (version, tag);
        }

        return null;
    }

    private bool IsRemembered(string path, string hash)
    {
        lock (changing) return versions.GetValueOrDefault(path, []).Any(version => version.Hash == hash);
    }

    private void Forget(string path, FeedVersion version)
    {
        if (!versions.TryGetValue(path, out var known) || !known.Contains(version)) return;
        var rest = Without(known, version);
        if (rest.IsEmpty) versions.Remove(path);
        else versions[path] = rest;
    }

    private ImmutableArray<FeedVersion> Without(ImmutableArray<FeedVersion> known, FeedVersion version)
    {
        entries -= version.Entries.Count + 1;
        return known.Remove(version);
    }
}
