using System.Net;
using System.Text;
using Syndication.Feeds.Content.Fields;

namespace Syndication.Feeds.Rendering;

/// <summary>Text in HTML: escaped once.</summary>
internal static class HtmlText
{
    /// <summary>Text as people read it, entities decoded.</summary>
    public static string Decode(ReadOnlySpan<char> html)
    {
        var text = html.ToString();
        return html.Contains('&') ? WebUtility.HtmlDecode(text) : text;
    }

    /// <summary>Appends HTML text, in which entities stay and what could be taken for markup is escaped.</summary>
    public static void AppendText(StringBuilder output, ReadOnlySpan<char> html)
    {
        while (html.IndexOfAny('<', '>', '&') is >= 0 and var special)
        {
            output.Append(html[..special]);
            output.Append(html[special] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                _ => IsEntity(html[special..]) ? "&" : "&amp;",
            });
            html = html[(special + 1)..];
        }

        output.Append(html);
    }

    /// <summary>Appends plain text as the value of an attribute or as text.</summary>
    public static StringBuilder AppendEscaped(StringBuilder output, string text)
    {
        var rest = PlainText.Clean(text).AsSpan();
        while (rest.IndexOfAny("<>&\"") is >= 0 and var special)
        {
            output.Append(rest[..special]).Append(rest[special] switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ => "&quot;",
            });
            rest = rest[(special + 1)..];
        }

        return output.Append(rest);
    }

    private static bool IsEntity(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 34)].IndexOf(';');
        if (end < 2) return false;
        var name = text[1..end];
        if (name[0] != '#') return !name.ContainsAnyExcept(AsciiLettersAndDigits);
        var hex = name.Length > 2 && name[1] is 'x' or 'X';
        var digits = name[(hex ? 2 : 1)..];
        if (!int.TryParse(digits, hex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code)) return false;
        return Rune.IsValid(code) && (code is 9 or 10 or 13 or >= 0x20 and < 0x7F or >= 0xA0) && code is not (0xFFFE or 0xFFFF);
    }

    private static readonly System.Buffers.SearchValues<char> AsciiLettersAndDigits =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
}
