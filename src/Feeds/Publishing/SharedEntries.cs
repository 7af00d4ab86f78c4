using System.Collections.Concurrent;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>
/// The entries of one pass. A post that several feeds hold is read, rendered, written and checked once for all of them, and forgotten
/// behind the last, or kept for the next pass: what a large pass holds at once would be most of its memory.
/// </summary>
public sealed class SharedEntries
{
    private readonly ConcurrentDictionary<string, Share> shares = new(StringComparer.Ordinal);
    private readonly KeptEntries? kept;

    /// <summary>Knows how many feeds will ask for each post.</summary>
    /// <param name="windows">The feeds' windows.</param>
    /// <param name="kept">The entries of earlier passes; null for a pass that shares none with them.</param>
    public SharedEntries(IEnumerable<IReadOnlyList<LedgerEntry>> windows, KeptEntries? kept = null)
    {
        ArgumentNullException.ThrowIfNull(windows);
        this.kept = kept;
        Written = kept?.Written ?? new();
        foreach (var member in windows.SelectMany(window => window)) shares.GetOrAdd(member.Id, static _ => new Share()).Uses++;
    }

    /// <summary>The entries as the formats write them.</summary>
    public WrittenEntries Written { get; }

    /// <summary>The post's entry, built on the first call; null where <paramref name="build"/> gives none.</summary>
    public FeedEntry? Find(LedgerPost post, Func<LedgerPost, FeedEntry?> build)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(build);
        var share = shares.GetOrAdd(post.Id, static _ => new Share());
        // Two feeds that come at the same time wait for one rendering.
        lock (share)
        {
            share.Post = post;
            return share.Entry ??= kept?.Find(post) ?? build(post);
        }
    }

    /// <summary>A feed is done with its window.</summary>
    public void Release(IReadOnlyList<LedgerEntry> window)
    {
        ArgumentNullException.ThrowIfNull(window);
        foreach (var member in window)
        {
            if (!shares.TryGetValue(member.Id, out var share) || Interlocked.Decrement(ref share.Uses) > 0) continue;
            shares.TryRemove(member.Id, out _);
            if (share is not { Entry: { } entry, Post: { } post }) continue;
            if (kept is null) Written.Forget(entry);
            else kept.Keep(post, entry);
        }
    }

    private sealed class Share
    {
        public int Uses;

        public LedgerPost? Post { get; set; }

        public FeedEntry? Entry { get; set; }
    }
}
