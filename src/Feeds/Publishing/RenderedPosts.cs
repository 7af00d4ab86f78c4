using System.Collections.Concurrent;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Keeps the HTML that one pass has rendered, since a post stands in several feeds and formats.</summary>
/// <param name="posts">Renders a body on first need.</param>
public sealed class RenderedPosts(PublishedPosts posts)
{
    // Some 10 KB each: what is rendered again costs less than memory past this.
    private const int Limit = 10_000;

    private readonly ConcurrentDictionary<string, string> kept = new(StringComparer.Ordinal);

    /// <summary>The HTML, or null when its file has moved on.</summary>
    public string? Find(LedgerPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        var key = post.LastGood is null ? post.Post.ContentHash : post.Id;
        if (kept.TryGetValue(key, out var known)) return known;
        if (posts.RenderHtml(post) is not { } fresh) return null;
        if (kept.Count >= Limit) kept.Clear();
        kept[key] = fresh;
        return fresh;
    }

    /// <summary>Forgets everything, once a pass is over.</summary>
    public void Clear() => kept.Clear();
}
