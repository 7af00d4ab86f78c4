using System.Buffers;
using System.Net;
using System.Text;

namespace Syndication.Feeds.Formats;

/// <summary>Tells a summary from a copy of the whole text.</summary>
internal static class FeedSummary
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Whether a summary says all that the content says; only then a reader gains nothing by it.</summary>
    /// <param name="summary">Plain text.</param>
    /// <param name="html">The content.</param>
    public static bool IsCopy(string summary, string? html)
    {
        // Markup seldom trebles a text: a longer content is no copy, and is not looked at.
        if (html is null || html.Length > (summary.Length * 3) + 300)
            return false;
        return string.Equals(Fold(summary), Fold(WebUtility.HtmlDecode(WithoutTags(html))), StringComparison.Ordinal);
    }

    /// <summary>
    /// A summary as RSS's description, which readers take for HTML: as it stands where that changes nothing, else escaped,
    /// so that a post about tags does not lose them.
    /// </summary>
    /// <param name="summary">Plain text.</param>
    public static string ForRss(string summary) => LooksLikeMarkup(summary)
        ? summary.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        : summary;

    private static bool LooksLikeMarkup(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('<', '&') is >= 0 and var at && at + 1 < text.Length)
        {
            var next = text[at + 1];
            if (text[at] == '<' ? char.IsAsciiLetter(next) || next is '/' or '!' or '?' : IsReference(text[(at + 1)..]))
                return true;
            text = text[(at + 1)..];
        }
        return false;
    }

    private static bool IsReference(ReadOnlySpan<char> afterAmpersand)
    {
        var name = afterAmpersand.TrimStart('#');
        var end = name.IndexOf(';');
        return end > 0 && !name[..end].ContainsAnyExcept(NameCharacters);
    }

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (rest.IndexOf('<') is >= 0 and var open)
        {
            text.Append(rest[..open]);
            var close = rest[open..].IndexOf('>');
            if (close < 0)
                return text.ToString();
            rest = rest[(open + close + 1)..];
        }
        return text.Append(rest).ToString();
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
                folded.Append(c);
        }
        return folded.ToString();
    }
}
