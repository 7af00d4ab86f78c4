using System.Collections.Concurrent;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>
/// The entries of one pass. A post that several feeds hold is read, rendered, written and checked once for all of them, and forgotten
/// behind the last: what the whole pass holds at once would be most of its memory.
/// </summary>
public sealed class SharedEntries
{
    private readonly ConcurrentDictionary<string, Share> shares = new(StringComparer.Ordinal);

    /// <summary>Knows how many feeds will ask for each post.</summary>
    /// <param name="windows">The feeds' windows.</param>
    public SharedEntries(IEnumerable<IReadOnlyList<LedgerEntry>> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        foreach (var member in windows.SelectMany(window => window)) shares.GetOrAdd(member.Id, static _ => new Share()).Uses++;
    }

    /// <summary>The entries as the formats write them.</summary>
    public WrittenEntries Written { get; } = new();

    /// <summary>The post's entry, built on the first call; null where <paramref name="build"/> gives none.</summary>
    public FeedEntry? Find(LedgerPost post, Func<LedgerPost, FeedEntry?> build)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(build);
        var share = shares.GetOrAdd(post.Id, static _ => new Share());
        // Two feeds that come at the same time wait for one rendering.
        lock (share) return share.Entry ??= build(post);
    }

    /// <summary>A feed is done with its window.</summary>
    public void Release(IReadOnlyList<LedgerEntry> window)
    {
        ArgumentNullException.ThrowIfNull(window);
        foreach (var member in window)
        {
            if (!shares.TryGetValue(member.Id, out var share) || Interlocked.Decrement(ref share.Uses) > 0) continue;
            shares.TryRemove(member.Id, out _);
            if (share.Entry is { } entry) Written.Forget(entry);
        }
    }

    private sealed class Share
    {
        public int Uses;

        public FeedEntry? Entry { get; set; }
    }
}
