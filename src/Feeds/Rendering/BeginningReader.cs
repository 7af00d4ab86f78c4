using System.Text;
using Syndication.Feeds.Content.Fields;

namespace Syndication.Feeds.Rendering;

/// <summary>Reads the text that a body begins with.</summary>
internal sealed class BeginningReader
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder before = new();
    private int headings;
    private int notes;
    private int nested;
    private int tables;
    private bool inParagraph;
    private bool past;
    private string inside = "";
    private string loose = "";

    /// <summary>The text before <c>&lt;!--more--&gt;</c>, else the first paragraph with text; else the first text of a list, a quotation or a block of HTML.</summary>
    public string Read(string html)
    {
        var first = "";
        var tokens = new HtmlTokenizer(html, []);
        while (tokens.MoveNext())
        {
            if (tokens.Kind == HtmlTokenKind.Comment)
            {
                if (past || !tokens.Value.Trim().Equals("more", StringComparison.OrdinalIgnoreCase)) continue;
                if (Shown(before) is { Length: > 0 } beginning) return beginning;
                past = true;
            }
            else if (tokens.Kind == HtmlTokenKind.Text)
            {
                Add(HtmlText.Decode(tokens.Value));
            }
            else if (tokens.Kind == HtmlTokenKind.Start && HtmlRules.For(tokens.Value) is { Fate: HtmlFate.DropRawText or HtmlFate.Drop } rule)
            {
                tokens.SkipElement(rule);
            }
            else if (Paragraph(tokens.Value, tokens.Kind == HtmlTokenKind.Start ? 1 : -1) is { Length: > 0 } paragraph && first.Length == 0)
            {
                first = paragraph;
            }
        }

        EndLoose();
        return first.Length > 0 ? first : inside.Length > 0 ? inside : loose;
    }

    private void Add(string piece)
    {
        if (headings > 0 || notes > 0) return;
        text.Append(piece);
        before.Append(piece);
    }

    // The text of a paragraph outside lists and quotations that has just ended.
    private string Paragraph(ReadOnlySpan<char> tag, int step)
    {
        Span<char> lower = stackalloc char[10];
        if (tag.Length > lower.Length) return "";
        ReadOnlySpan<char> name = lower[..tag.ToLowerInvariant(lower)];
        if (name is "sup") notes = Math.Max(0, notes + step);
        if (name is "br") Add(" ");
        if (IsInline(name)) return "";
        before.Append(' ');
        var ended = inParagraph && name is "p" && step < 0 ? Shown(text) : "";
        if (ended.Length > 0 && nested > 0 && inside.Length == 0) inside = ended;
        if (!inParagraph) EndLoose();
        text.Clear();
        if (name is "p") inParagraph = step > 0;
        else if (name is ['h', >= '1' and <= '6']) headings = Math.Max(0, headings + step);
        else if (name is "li" or "blockquote" or "table" or "dd") nested = Math.Max(0, nested + step);
        if (name is "table" or "pre") tables = Math.Max(0, tables + step);
        return nested == 0 ? ended : "";
    }

    private void EndLoose()
    {
        if (loose.Length == 0 && tables == 0) loose = Shown(text);
    }

    private static string Shown(StringBuilder text)
    {
        var plain = PlainText.Fold(text.ToString());
        return string.IsNullOrWhiteSpace(plain) ? "" : plain;
    }

    private static bool IsInline(ReadOnlySpan<char> name) => name is
        "a" or "abbr" or "b" or "bdi" or "bdo" or "br" or "cite" or "code" or "data" or "del" or "dfn" or "em" or "i" or "ins" or "kbd" or "mark" or "q" or "s"
        or "samp" or "small" or "span" or "strike" or "strong" or "sub" or "sup" or "time" or "tt" or "u" or "var" or "wbr" or "img";
}
