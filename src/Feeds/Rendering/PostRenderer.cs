using Syndication.Feeds.Content;

namespace Syndication.Feeds.Rendering;

/// <summary>Turns Markdown into what feeds and digests show. One instance serves all threads.</summary>
/// <param name="site">The site that relative addresses belong to.</param>
public sealed class PostRenderer(SiteOptions site)
{
    private readonly string root = new SiteAddress(site).Root;

    /// <summary>Renders a post; never throws for what the Markdown holds.</summary>
    /// <param name="post">The post, for its address, language, corrections and retraction.</param>
    /// <param name="body">Its Markdown, as <see cref="PostBodyReader"/> gives it.</param>
    public RenderedPost Render(Post post, string body)
    {
        var html = RenderHtml(post, body);
        return new(html, HtmlToText.Convert(html));
    }

    /// <summary>The <see cref="RenderedPost.Html"/> alone, for feeds.</summary>
    public string RenderHtml(Post post, string body)
    {
        ArgumentNullException.ThrowIfNull(post);
        if (post.Retracted is { } reason) return NoticeWriter.Retraction(reason, post.Language);
        return NoticeWriter.Corrections(post, site.TimeZone) + MarkdownReader.ReadSafe(body, new(post.Url, root));
    }
}
