using System.Globalization;
using System.Text;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Rendering;

/// <summary>Writes the notes that stand before a post's content.</summary>
internal static class NoticeWriter
{
    /// <summary>The corrections as labelled blocks; empty without any.</summary>
    public static string Corrections(Post post)
    {
        if (post.Corrections.IsEmpty) return "";
        var words = NoticeStrings.For(post.Language);
        var html = new StringBuilder();
        foreach (var correction in post.Corrections)
        {
            html.Append("<aside><p><strong>").Append(words.Correction);
            if (correction.Date is { } date) html.Append(CultureInfo.InvariantCulture, $" (<time datetime=\"{date:yyyy-MM-dd}\">{date:yyyy-MM-dd}</time>)");
            HtmlText.AppendEscaped(html.Append(":</strong> "), correction.Text).Append("</p></aside>\n");
        }

        return html.ToString();
    }

    /// <summary>What a retracted post says instead of its content.</summary>
    public static string Retraction(string reason, string language)
    {
        var words = NoticeStrings.For(language);
        var html = new StringBuilder("<p><strong>");
        return reason.Length == 0
            ? html.Append(words.RetractedWithoutReason).Append("</strong></p>\n").ToString()
            : HtmlText.AppendEscaped(html.Append(words.Retracted).Append(":</strong> "), reason).Append("</p>\n").ToString();
    }
}
