using System.Globalization;

namespace Syndication.Feeds.Rendering;

/// <summary>Turns safe HTML into plain text: one line a paragraph, list marks, table rows, and links with their addresses.</summary>
internal sealed class HtmlToText
{
    private readonly PlainTextLines lines = new();
    private readonly Stack<int> lists = new();
    private readonly Stack<(string Url, int Start)> links = new();
    private bool firstCell;

    /// <summary>The text of what <see cref="HtmlSanitizer"/> gives.</summary>
    public static string Convert(string html) => new HtmlToText().Read(html);

    private string Read(string html)
    {
        var tokens = new HtmlTokenizer(html, []);
        while (tokens.MoveNext())
        {
            if (tokens.Kind == HtmlTokenKind.Text) lines.Text(Shown(HtmlText.Decode(tokens.Value)));
            else if (tokens.Kind == HtmlTokenKind.Start) Start(tokens);
            else if (tokens.Kind == HtmlTokenKind.End) End(tokens.Value);
        }

        return lines.ToString();
    }

    // The number of a note stands in brackets, or it would run into the word before it.
    private string Shown(string text) => links.TryPeek(out var link) && link.Url.Contains("#fn", StringComparison.Ordinal)
        ? link.Url.Contains("#fnref:", StringComparison.Ordinal) ? "" : $"[{text}]"
        : text;

    private void Start(in HtmlTokenizer tokens)
    {
        switch (tokens.Value)
        {
            case "br": lines.Break(); break;
            case "hr": Rule(); break;
            case "img": Picture(Attribute(tokens, "alt")); break;
            case "a": links.Push((Attribute(tokens, "href"), lines.Length)); break;
            case "pre": lines.BeginVerbatim(); break;
            case "blockquote": BeginQuote(); break;
            case "ul": BeginList(-1); break;
            case "ol": BeginList(int.TryParse(Attribute(tokens, "start"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var start) ? start : 1); break;
            case "li": BeginItem(); break;
            case "dd": lines.BeginBlock("    ", "    "); break;
            case "tr": BeginRow(); break;
            case "td" or "th": BeginCell(); break;
            case var name when IsBlock(name): lines.Paragraph(); break;
        }
    }

    private void End(ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case "a" when links.TryPop(out var link): EndLink(link); break;
            case "pre": lines.EndVerbatim(); break;
            case "blockquote" or "li" or "dd": lines.EndBlock(); break;
            case "ul" or "ol": EndList(); break;
            case "td" or "th": firstCell = false; break;
            case "tr" or "dt": lines.NewLine(); break;
            case var other when IsBlock(other): lines.Paragraph(); break;
        }
    }

    private void BeginQuote()
    {
        lines.Paragraph();
        lines.BeginBlock("> ", "> ");
    }

    private void BeginList(int start)
    {
        if (lists.Count == 0) lines.Paragraph();
        else lines.NewLine();
        lists.Push(start);
    }

    private void EndList()
    {
        lists.TryPop(out _);
        if (lists.Count == 0) lines.Paragraph();
        else lines.NewLine();
    }

    private void BeginItem()
    {
        var number = lists.TryPop(out var next) ? next : -1;
        lists.Push(number < 0 ? -1 : number + 1);
        var mark = number < 0 ? "- " : string.Create(CultureInfo.InvariantCulture, $"{number}. ");
        lines.NewLine();
        lines.BeginBlock(mark, new string(' ', mark.Length));
    }

    private void BeginRow()
    {
        lines.NewLine();
        firstCell = true;
    }

    private void BeginCell()
    {
        if (!firstCell) lines.Text(" | ");
        firstCell = false;
    }

    private void Rule()
    {
        lines.Paragraph();
        lines.Text("-----");
        lines.Paragraph();
    }

    private void Picture(string alt)
    {
        if (alt.Length > 0) lines.Text($"[{alt}]");
    }

    private void EndLink((string Url, int Start) link)
    {
        var text = lines.Since(link.Start).Trim();
        var shown = link.Url.StartsWith("mailto:", StringComparison.Ordinal) ? link.Url["mailto:".Length..] : link.Url;
        // A note's number and the arrow back from it mean nothing outside the page.
        if (link.Url.Contains("#fn", StringComparison.Ordinal) || text.Length == 0 || shown.Length == 0) return;
        var encoded = PercentEncoding.EncodeUri(text);
        if (encoded != shown && "http://" + encoded != shown && "https://" + encoded != shown) lines.Text($" ({shown})");
    }

    private static string Attribute(in HtmlTokenizer tokens, string name)
    {
        foreach (var attribute in tokens.Attributes)
        {
            if (tokens[attribute.Name].SequenceEqual(name)) return HtmlText.Decode(tokens[attribute.Value]);
        }

        return "";
    }

    private static bool IsBlock(ReadOnlySpan<char> name) => name is
        "address" or "article" or "aside" or "caption" or "details" or "div" or "dl" or "dt" or "figcaption" or "figure" or "footer" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6"
        or "header" or "hgroup" or "main" or "p" or "section" or "summary" or "table";
}
