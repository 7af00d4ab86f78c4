using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>Writes addresses in angle brackets as links, as written.</summary>
internal sealed class AutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
{
    /// <inheritdoc/>
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        if (!renderer.EnableHtmlForInline)
        {
            renderer.WriteEscape(link.Url);
            return;
        }

        renderer.Write(link.IsEmail ? "<a href=\"mailto:" : "<a href=\"").WriteEscape(link.Url).Write("\">").WriteEscape(link.Url).Write("</a>");
    }
}
