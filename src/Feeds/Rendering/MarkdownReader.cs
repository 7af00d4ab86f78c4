using System.Text;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>Turns Markdown into HTML: CommonMark with tables, strikethrough, bare addresses, footnotes, task lists and definition lists.</summary>
internal static class MarkdownReader
{
    private const int LargestKeptOutput = 64 * 1024;

    private static readonly MarkdownPipeline Pipeline = Build();

    [ThreadStatic]
    private static HtmlRenderer? s_kept;

    /// <summary>The HTML; a text that Markdig cannot take (nested too deeply, or too many marks) comes as plain paragraphs.</summary>
    public static MarkdownHtml Read(string markdown)
    {
        if (!MarkdownBudget.Allows(markdown)) return new(Plain(markdown), null) { IsPlain = true };
        try
        {
            var document = MarkdownParser.Parse(markdown, Pipeline);
            HeadingIds.Assign(document);
            return new(Render(document, static html => html.ToString()), TemplateLine(markdown, document));
        }
        catch (ArgumentException)
        {
            // Markdig's only guard against nesting is to throw this.
            return new(Plain(markdown), null) { IsPlain = true };
        }
    }

    /// <summary>The HTML of <see cref="Read"/> in its safe form, without a copy of it in between.</summary>
    /// <param name="markdown">The Markdown.</param>
    /// <param name="addresses">Makes addresses absolute.</param>
    public static string ReadSafe(string markdown, AddressResolver addresses)
    {
        if (!MarkdownBudget.Allows(markdown)) return HtmlSanitizer.Sanitize(Plain(markdown), addresses);
        try
        {
            var document = MarkdownParser.Parse(markdown, Pipeline);
            HeadingIds.Assign(document);
            return Render(document, html => HtmlSanitizer.Sanitize(html, addresses));
        }
        catch (ArgumentException)
        {
            return HtmlSanitizer.Sanitize(Plain(markdown), addresses);
        }
    }

    // A renderer is dear to set up and keeps nothing of a document, once its last line has ended; one that failed is not kept.
    private static string Render(MarkdownDocument document, Func<ReadOnlySpan<char>, string> take)
    {
        var renderer = s_kept ?? CreateRenderer();
        s_kept = null;
        renderer.Render(document);
        var output = (HtmlOutput)renderer.Writer;
        var html = take(output.Written);
        renderer.EnsureLine();
        output.Clear();
        if (output.Capacity <= LargestKeptOutput) s_kept = renderer;
        return html;
    }

    private static HtmlRenderer CreateRenderer()
    {
        var renderer = new HtmlRenderer(new HtmlOutput());
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new AutolinkRenderer());
        return renderer;
    }

    private static int? TemplateLine(string markdown, MarkdownDocument document)
    {
        if (!markdown.Contains("{{", StringComparison.Ordinal) && !markdown.Contains("{%", StringComparison.Ordinal)) return null;
        var inText = document.Descendants<Inline>().Where(HoldsTag).Select(inline => (int?)inline.Line).Min();
        var inHtml = document.Descendants<HtmlBlock>().Where(block => block.Type != HtmlBlockType.Comment && Holds(block.Lines.ToString())).Select(block => (int?)block.Line).Min();
        return inText is null || inHtml < inText ? inHtml : inText;
    }

    private static bool HoldsTag(Inline inline) => inline switch
    {
        TemplateTagInline => true,
        HtmlInline html => !html.Tag.StartsWith("<!--", StringComparison.Ordinal) && Holds(html.Tag),
        LinkInline link => Holds(link.Url ?? ""),
        _ => false,
    };

    private static bool Holds(string html) => html.Contains("{{", StringComparison.Ordinal) || html.Contains("{%", StringComparison.Ordinal);

    private static string Plain(string markdown)
    {
        var html = new StringBuilder(markdown.Length + 100);
        foreach (var paragraph in markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            HtmlText.AppendEscaped(html.Append("<p>"), paragraph).Append("</p>\n");
        }

        return html.ToString();
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks()
            .UseFootnotes()
            .UseTaskLists()
            .UseDefinitionLists();
        builder.InlineParsers.InsertBefore<EscapeInlineParser>(new TemplateTagParser());
        builder.InlineParsers.Replace<AutolinkInlineParser>(new HtmlInlineParser());
        builder.InlineParsers.Replace<CodeInlineParser>(new CodeSpanParser());
        return builder.Build();
    }
}
