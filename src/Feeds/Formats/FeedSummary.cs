using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Formats;

/// <summary>Tells a summary from a copy of the whole text.</summary>
internal static partial class FeedSummary
{
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
    public static string ForRss(string summary) => LooksLikeMarkup().IsMatch(summary)
        ? summary.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        : summary;

    [GeneratedRegex("<[A-Za-z/!?]|&#?[A-Za-z0-9]+;", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeMarkup();

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
