using System.Globalization;
using System.Text.Json;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks an item of a JSON Feed.</summary>
internal static class JsonItemLint
{
    public static void Check(ref Utf8JsonReader reader, HashSet<string> ids, LintReport report)
    {
        var start = LintReport.At(reader.TokenStartIndex);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        DateTimeOffset? published = null, modified = null;
        DateTime? corrected = null;
        string? summary = null, html = null;
        while (JsonLintReader.NextProperty(ref reader, seen, report, out var name))
        {
            switch (name)
            {
                case "date_published": published = Date(ref reader, name, report); break;
                case "date_modified": modified = Date(ref reader, name, report); break;
                case "content_html":
                    var place = LintReport.At(reader.TokenStartIndex);
                    html = Html(ref reader, report);
                    corrected = html is null ? null : NoticeLint.Check(html, place, report);
                    break;
                case "summary": summary = Plain(ref reader, name, report); break;
                default: CheckProperty(ref reader, name, ids, report); break;
            }
        }
        foreach (var name in new[] { "id", "url", "title", "date_published", "date_modified" })
            report.Require(seen.Contains(name), 25, start, $"The item has no {name}.");
        report.Require(seen.Contains("content_html") || seen.Contains("content_text"), 25, start, "The item has no content.");
        if (corrected > modified?.UtcDateTime.Date)
            report.Warning(24, start, "The item was modified before its correction.");
        if (modified < published)
            report.Error(25, start, "The item was modified before it was published.");
        if (summary is not null && FeedSummary.IsCopy(summary, html))
            report.Error(25, start, "The summary says all that the full text says.");
    }

    private static void CheckProperty(ref Utf8JsonReader reader, string name, HashSet<string> ids, LintReport report)
    {
        var place = LintReport.At(reader.TokenStartIndex);
        switch (name)
        {
            case "id":
                var id = JsonLintReader.Text(ref reader, name, report);
                if (id is not null && (id.Length == 0 || !ids.Add(id)))
                    report.Error(12, place, $"An id is empty or there twice: {id}");
                break;
            case "title":
                TextLint.CheckTitle(JsonLintReader.Text(ref reader, name, report), 25, "item's title", place, report);
                break;
            case "url" or "external_url" or "image" or "banner_image":
                UrlLint.CheckWeb(JsonLintReader.Text(ref reader, name, report), name, place, report);
                break;
            case "content_text":
                Plain(ref reader, name, report);
                break;
            case "language":
                LanguageLint.Check(JsonLintReader.Text(ref reader, name, report), 25, place, report);
                break;
            case "authors":
                JsonLintReader.CheckObjects(ref reader, name, report);
                break;
            case "tags":
                JsonLintReader.CheckTags(ref reader, report);
                break;
            case "attachments":
                JsonLintReader.CheckAttachments(ref reader, report);
                break;
            default:
                JsonLintReader.SkipUnknown(ref reader, name, "item", report);
                break;
        }
    }

    private static string? Plain(ref Utf8JsonReader reader, string name, LintReport report)
    {
        var place = LintReport.At(reader.TokenStartIndex);
        var text = JsonLintReader.Text(ref reader, name, report);
        if (text is not null)
            TextLint.Check(text, name, place, report);
        return text;
    }

    private static string? Html(ref Utf8JsonReader reader, LintReport report)
    {
        var place = LintReport.At(reader.TokenStartIndex);
        // Nearly always it is what was to be written, and need not be made a text again.
        var html = report.Html?.Text is { } expected && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(expected) && ReferenceEquals(FeedText.Clean(expected), expected)
            ? expected
            : JsonLintReader.Text(ref reader, "content_html", report);
        if (html is not null)
            HtmlLint.Check(html, place, report);
        return html;
    }

    private static DateTimeOffset? Date(ref Utf8JsonReader reader, string name, LintReport report)
    {
        var place = LintReport.At(reader.TokenStartIndex);
        var text = JsonLintReader.Text(ref reader, name, report);
        if (text is null)
            return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && NamesZone(text))
            return date;
        report.Error(25, place, $"{name} is not RFC 3339: {text}");
        return null;
    }

    private static bool NamesZone(string text) => text[^1] == 'Z' || text[^6] is '+' or '-';
}
