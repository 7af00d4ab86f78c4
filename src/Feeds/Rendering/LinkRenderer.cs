using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>
/// Writes links and pictures with their addresses as the author wrote them: Markdig's own writer would change text fragments
/// (<c>:~:</c>), and <see cref="HtmlSanitizer"/> encodes what needs it.
/// </summary>
internal sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        if (!renderer.EnableHtmlForInline)
        {
            renderer.WriteChildren(link);
            return;
        }

        renderer.Write(link.IsImage ? "<img src=\"" : "<a href=\"").WriteEscape(link.Url).Write('"').WriteAttributes(link);
        if (link.IsImage) WriteAlt(renderer, link);
        if (!string.IsNullOrEmpty(link.Title)) renderer.Write(" title=\"").WriteEscape(link.Title).Write('"');
        renderer.Write('>');
        if (link.IsImage) return;
        renderer.WriteChildren(link);
        renderer.Write("</a>");
    }

    private static void WriteAlt(HtmlRenderer renderer, LinkInline link)
    {
        renderer.Write(" alt=\"");
        renderer.EnableHtmlForInline = false;
        renderer.WriteChildren(link);
        renderer.EnableHtmlForInline = true;
        renderer.Write('"');
    }
}
