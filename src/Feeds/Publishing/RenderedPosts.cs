using System.Collections.Concurrent;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Publishing;

/// <summary>Keeps the bodies that one pass has rendered, since a post stands in several feeds and formats.</summary>
/// <param name="posts">Renders a body on first need.</param>
public sealed class RenderedPosts(PublishedPosts posts)
{
    // Some 10 KB each: what is rendered again costs less than memory past this.
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<string, RenderedPost> kept = new(StringComparer.Ordinal);

    /// <summary>The body, or null when its file has moved on.</summary>
    public RenderedPost? Find(LedgerPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.LastGood is { } lastGood) return lastGood;
        if (kept.TryGetValue(post.Post.ContentHash, out var known)) return known;
        if (posts.Render(post) is not { } fresh) return null;
        if (kept.Count >= Limit) kept.Clear();
        kept[post.Post.ContentHash] = fresh;
        return fresh;
    }

    /// <summary>Forgets everything, once a pass is over.</summary>
    public void Clear() => kept.Clear();
}
