using System.Globalization;
using System.Text;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Rendering;

/// <summary>Writes the notes that stand before a post's content.</summary>
internal static class NoticeWriter
{
    /// <summary>The corrections as labelled blocks; empty without any.</summary>
    /// <param name="post">The post.</param>
    /// <param name="zone">The zone whose calendar names the days.</param>
    public static string Corrections(Post post, TimeZoneInfo zone)
    {
        if (post.Corrections.IsEmpty) return "";
        var words = NoticeStrings.For(post.Language);
        var html = new StringBuilder();
        foreach (var correction in post.Corrections)
        {
            html.Append("<aside><p><strong>").Append(words.Correction);
            if (correction.Date is { } date) html.Append(CultureInfo.InvariantCulture, $" (<time datetime=\"{DayOf(date, zone)}\">{DayOf(date, zone)}</time>)");
            HtmlText.AppendEscaped(html.Append(":</strong> "), correction.Text).Append("</p></aside>\n");
        }

        return html.ToString();
    }

    /// <summary>What stands in for the whole post where no content is shown: the reason of a retraction, or the corrections and the description.</summary>
    /// <param name="post">The post.</param>
    /// <param name="hasContent">Whether the content, which holds the corrections, stands beside it.</param>
    public static string Summary(Post post, bool hasContent)
    {
        var words = NoticeStrings.For(post.Language);
        if (post.Retracted is { } reason) return reason.Length > 0 ? reason : words.RetractedWithoutReason;
        return hasContent ? post.Description : string.Join(' ', [.. post.Corrections.Select(correction => $"{words.Correction}: {correction.Text}"), post.Description]).TrimEnd();
    }

    private static string DayOf(DateTimeOffset date, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(date, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
