using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Publishing;

/// <summary>Holds the current <see cref="PublishedState"/>, which the pipeline swaps once its feeds are public; a digest never announces what is not in it.</summary>
/// <param name="bodies">Reads posts' Markdown.</param>
/// <param name="renderer">Turns it into HTML and text.</param>
public sealed class PublishedPosts(PostBodyReader bodies, PostRenderer renderer)
{
    private volatile PublishedState current = PublishedState.Empty;

    /// <summary>The state in force.</summary>
    public PublishedState Current => current;

    /// <summary>Puts a new state in force.</summary>
    public void Replace(PublishedState state) => current = state;

    /// <summary>The post's body as feeds have it, or null when its file has moved on and a newer state is about to come.</summary>
    public string? RenderHtml(LedgerPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.LastGood is { } lastGood) return lastGood.Html;
        return bodies.Read(post.Post) is { } body ? renderer.RenderHtml(post.Post, body) : null;
    }

    /// <summary>The post's body for readers, or null when its file has moved on and a newer state is about to come.</summary>
    public RenderedPost? Render(LedgerPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.LastGood is { } lastGood) return lastGood;
        return bodies.Read(post.Post) is { } body ? renderer.Render(post.Post, body) : null;
    }
}
