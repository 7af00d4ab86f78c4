using Syndication.Feeds.Content;

namespace Syndication.Feeds.Rendering;

/// <summary>Turns Markdown into what feeds and digests show.</summary>
/// <param name="site">The site that relative addresses belong to.</param>
public sealed class PostRenderer(SiteOptions site)
{
    /// <summary>Renders a post; never throws for what the Markdown holds.</summary>
    /// <param name="post">The post, for its address, language, corrections and retraction.</param>
    /// <param name="body">Its Markdown, as <see cref="PostBodyReader"/> gives it.</param>
    public RenderedPost Render(Post post, string body) => throw new NotSupportedException(site.Title + post.File + body);
}
