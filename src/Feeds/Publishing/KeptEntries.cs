using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>The entries of the latest small passes as their feeds hold them: an edit in a feed of fifty posts then renders, writes and checks one of them.</summary>
public sealed class KeptEntries
{
    /// <summary>Most places in windows that a pass may have to share entries with others; a whole build would only turn them over.</summary>
    public const int MostPlaces = 1_000;

    // Characters of HTML: with its three written forms an entry takes some eight bytes for each.
    private const long MostText = 3_000_000;
    private const int TextOfAnEmptyEntry = 1_000;

    private readonly Lock access = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Kept> latestLast = new();
    private long text;

    /// <summary>The entries as the formats write them.</summary>
    public WrittenEntries Written { get; } = new();

    /// <summary>The entry of this very state of the post, or null.</summary>
    public FeedEntry? Find(LedgerPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        lock (access)
        {
            return byId.TryGetValue(post.Id, out var node) && IsSame(node.Value.Post, post) ? node.Value.Entry : null;
        }
    }

    /// <summary>Keeps an entry that no feed of a pass asks for any more, and forgets those that were not used for the longest time.</summary>
    public void Keep(LedgerPost post, FeedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(entry);
        lock (access)
        {
            if (byId.TryGetValue(post.Id, out var node)) Remove(node, isReplaced: !ReferenceEquals(node.Value.Entry, entry));
            byId[post.Id] = latestLast.AddLast(new Kept(post, entry));
            text += SizeOf(entry);
            while (text > MostText && latestLast.First is { } oldest) Remove(oldest, isReplaced: true);
        }
    }

    private void Remove(LinkedListNode<Kept> node, bool isReplaced)
    {
        latestLast.Remove(node);
        byId.Remove(node.Value.Post.Id);
        text -= SizeOf(node.Value.Entry);
        if (isReplaced) Written.Forget(node.Value.Entry);
    }

    // A post is a new instance when its file says something new.
    private static bool IsSame(LedgerPost one, LedgerPost other) =>
        ReferenceEquals(one.Post, other.Post) && ReferenceEquals(one.LastGood, other.LastGood) && one.Updated == other.Updated;

    private static long SizeOf(FeedEntry entry) => TextOfAnEmptyEntry + (entry.ContentHtml?.Length ?? 0);

    private sealed record Kept(LedgerPost Post, FeedEntry Entry);
}
