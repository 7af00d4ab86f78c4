using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Syndication.Worker.Model;

namespace Syndication.Worker.Http.Ops;

/// <summary>The reader statistics as a page for ops; it needs no template, so that it works while templates are broken.</summary>
internal static class ReadingsPage
{
    private const string Style =
        "body{font:1rem/1.5 system-ui,sans-serif;margin:1rem auto;max-width:70rem;padding:0 1rem;color-scheme:light dark}"
        + ".scroll{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.25rem .75rem;text-align:right;border-bottom:1px solid #8886}"
        + "th:first-child,td:first-child{text-align:left}h2{margin-top:2rem;overflow-wrap:anywhere}";

    /// <summary>The HTML.</summary>
    /// <param name="title">What it covers.</param>
    /// <param name="readings">By feed and reader.</param>
    public static string Write(string title, IReadOnlyList<FeedReading> readings)
    {
        var html = new StringBuilder();
        var heading = HtmlEncoder.Default.Encode(title);
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{heading}</title><style>{Style}</style></head>\n<body><main><h1>{heading}</h1>\n");
        if (readings.Count == 0) html.Append("<p>Nobody has asked for a feed yet, or not for five minutes: counts are stored every five minutes.</p>\n");
        foreach (var feed in readings.GroupBy(reading => reading.Feed, StringComparer.Ordinal).OrderByDescending(feed => feed.Sum(reading => reading.Requests)))
        {
            var rows = feed.OrderByDescending(reading => reading.Requests).ToList();
            html.Append(CultureInfo.InvariantCulture, $"<h2>{HtmlEncoder.Default.Encode(feed.Key)}</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{HtmlEncoder.Default.Encode(feed.Key)}\"><table>\n");
            html.Append("<thead><tr><th scope=\"col\">Reader</th><th scope=\"col\">Requests</th><th scope=\"col\">Subscribers</th><th scope=\"col\">304</th><th scope=\"col\">Bytes sent</th><th scope=\"col\">Bytes saved</th><th scope=\"col\">Too early</th></tr></thead>\n<tbody>\n");
            foreach (var row in rows) WriteRow(html, row);
            if (rows.Count > 1) WriteRow(html, FeedReading.Sum(feed.Key, "All", rows));
            html.Append("</tbody></table></div>\n");
        }

        return html.Append("</main></body></html>\n").ToString();
    }

    private static void WriteRow(StringBuilder html, FeedReading row)
    {
        var reader = HtmlEncoder.Default.Encode(row.Reader);
        html.Append(CultureInfo.InvariantCulture,
            $"<tr><th scope=\"row\">{reader}</th><td>{row.Requests}</td><td>{row.Subscribers}</td><td>{row.NotModifiedShare:P0}</td><td>{row.BytesSent}</td><td>{row.BytesSaved}</td><td>{row.Early}{(row.PollsTooOften ? " (polls too often)" : "")}</td></tr>\n");
    }
}
