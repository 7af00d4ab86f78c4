using System.Collections.Immutable;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>The posts whose feeds are public, at one moment.</summary>
/// <param name="Revision">The ledger's revision that this is the state of.</param>
/// <param name="Posts">The live posts by identity.</param>
public sealed record PublishedState(long Revision, ImmutableDictionary<string, LedgerPost> Posts)
{
    private PublishedChanges? changes;

    /// <summary>Before the first scan.</summary>
    public static PublishedState Empty { get; } = new(0, ImmutableDictionary<string, LedgerPost>.Empty);

    /// <summary>The posts that are new or other objects than in another state; from the state before this takes time in what changed.</summary>
    /// <param name="other">Another state, or null for none.</param>
    public IReadOnlyList<LedgerPost> MovedSince(PublishedState? other)
    {
        if (other is null) return [.. Posts.Values];
        var all = changes is { } known && ReferenceEquals(known.Before, other.Posts) && ReferenceEquals(known.After, Posts)
            ? known.Ids.Select(id => Posts.GetValueOrDefault(id)).OfType<LedgerPost>()
            : Posts.Values;
        return [.. all.Where(post => !other.Posts.TryGetValue(post.Id, out var before) || !ReferenceEquals(before.Post, post.Post))];
    }

    /// <summary>The posts of it that are live in a ledger.</summary>
    internal PublishedState Within(LedgerState ledger)
    {
        var gone = Posts.Keys.Where(id => !ledger.Entries.TryGetValue(id, out var entry) || !entry.IsLive).ToList();
        return gone.Count == 0 ? this : new(Revision, Posts.RemoveRange(gone));
    }

    /// <summary>The state that comes after this one.</summary>
    /// <param name="revision">The ledger's revision.</param>
    /// <param name="posts">The live posts.</param>
    /// <param name="moved">At least the identities of the posts that came or changed.</param>
    internal PublishedState Become(long revision, ImmutableDictionary<string, LedgerPost> posts, IReadOnlyCollection<string> moved) =>
        new(revision, posts) { changes = new(Posts, posts, moved) };
}
