using System.Text;
using Syndication.Feeds.Content.Fields;

namespace Syndication.Feeds.Rendering;

/// <summary>Reads the text that a body begins with.</summary>
internal sealed class BeginningReader
{
    private readonly StringBuilder text = new();
    private int skipped;
    private int nested;
    private bool inParagraph;

    /// <summary>The text before the mark, empty where there is no mark; or the first paragraph with text.</summary>
    public string Read(string html, bool untilMore)
    {
        var tokens = new HtmlTokenizer(html, []);
        var fallback = "";
        while (tokens.MoveNext())
        {
            if (tokens.Kind == HtmlTokenKind.Comment)
            {
                if (untilMore && tokens.Value.Trim().Equals("more", StringComparison.OrdinalIgnoreCase)) return PlainText.Fold(text.ToString());
            }
            else if (tokens.Kind == HtmlTokenKind.Text)
            {
                if (skipped == 0 && (untilMore || inParagraph)) text.Append(HtmlText.Decode(tokens.Value));
            }
            else if (tokens.Kind == HtmlTokenKind.Start && HtmlRules.For(tokens.Value) is { Fate: HtmlFate.DropRawText } raw)
            {
                tokens.SkipRawText(raw.Name);
            }
            else if (Paragraph(tokens, untilMore) is { Length: > 0 } paragraph)
            {
                if (nested == 0) return paragraph;
                if (fallback.Length == 0) fallback = paragraph;
            }
        }

        return untilMore ? "" : fallback.Length > 0 ? fallback : PlainText.Fold(text.ToString());
    }

    // The text of a paragraph that has just ended.
    private string Paragraph(in HtmlTokenizer tokens, bool untilMore)
    {
        var step = tokens.Kind == HtmlTokenKind.Start ? 1 : -1;
        var name = tokens.Value;
        if (IsHeading(name) || name is "sup" && step < 0 && skipped > 0) skipped = Math.Max(0, skipped + step);
        else if (name is "sup" && step > 0) skipped++;
        else if (name is "li" or "blockquote" or "table" or "dd") nested = Math.Max(0, nested + step);
        if (untilMore)
        {
            if (!IsInline(name)) text.Append(' ');
            return "";
        }

        if (name is "br") text.Append(' ');
        if (name is not "p") return "";
        inParagraph = step > 0;
        var paragraph = PlainText.Fold(text.ToString());
        text.Clear();
        return step < 0 ? paragraph : "";
    }

    private static bool IsHeading(ReadOnlySpan<char> name) => name.Length == 2 && name[0] is 'h' or 'H' && name[1] is >= '1' and <= '6';

    private static bool IsInline(ReadOnlySpan<char> name) => name is
        "a" or "abbr" or "b" or "bdi" or "bdo" or "cite" or "code" or "data" or "del" or "dfn" or "em" or "i" or "ins" or "kbd" or "mark" or "q" or "s"
        or "samp" or "small" or "span" or "strike" or "strong" or "sub" or "sup" or "time" or "tt" or "u" or "var" or "wbr" or "img";
}
