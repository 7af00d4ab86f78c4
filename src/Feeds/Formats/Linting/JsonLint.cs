using System.Text.Json;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks a JSON Feed: rule 25, and 6 to 9 in what it holds.</summary>
internal static class JsonLint
{
    /// <summary>Checks a document.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="report">Where findings go.</param>
    /// <param name="entries">Items that belong into it and were checked by themselves.</param>
    public static void Check(ReadOnlySpan<byte> bytes, LintReport report, IReadOnlyList<CheckedEntry> entries) => Read(bytes, report, (ref Utf8JsonReader reader) =>
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        CheckFeed(ref reader, ids, report);
        foreach (var id in entries.Select(entry => entry.Id).OfType<string>().Where(id => !ids.Add(id)))
            report.Error(12, LintReport.At(0), $"An id is there twice: {id}");
    });

    /// <summary>Reads an object to the end of its document, unless it is none.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, LintReport report, JsonCheck check)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                report.Error(25, LintReport.At(0), "The document is not a JSON object.");
                return;
            }
            check(ref reader);
            while (reader.Read())
            {
            }
        }
        catch (JsonException fault)
        {
            report.Error(25, new LintPlace((int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1), $"The document is not JSON: {fault.Message}");
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that a string holds half a character.
            report.Error(3, default, "A string holds half of a surrogate pair.");
        }
    }

    private static void CheckFeed(ref Utf8JsonReader reader, HashSet<string> ids, LintReport report)
    {
        var start = LintReport.At(0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (JsonLintReader.NextProperty(ref reader, seen, report, out var name))
        {
            var place = LintReport.At(reader.TokenStartIndex);
            switch (name)
            {
                case "version":
                    report.Require(JsonLintReader.Text(ref reader, name, report) == "https://jsonfeed.org/version/1.1", 25, place, "The version is not that of JSON Feed 1.1.");
                    break;
                case "title" or "description":
                    TextLint.CheckTitle(JsonLintReader.Text(ref reader, name, report), 25, $"feed's {name}", place, report);
                    break;
                case "home_page_url" or "feed_url" or "next_url" or "icon" or "favicon":
                    UrlLint.CheckWeb(JsonLintReader.Text(ref reader, name, report), name, place, report);
                    break;
                case "language":
                    LanguageLint.Check(JsonLintReader.Text(ref reader, name, report), 25, place, report);
                    break;
                case "user_comment":
                    JsonLintReader.Text(ref reader, name, report);
                    break;
                case "expired":
                    report.Require(reader.TokenType is JsonTokenType.True or JsonTokenType.False, 25, place, "expired is neither true nor false.");
                    reader.Skip();
                    break;
                case "authors" or "hubs":
                    JsonLintReader.CheckObjects(ref reader, name, report);
                    break;
                case "items":
                    CheckItems(ref reader, ids, report);
                    break;
                default:
                    JsonLintReader.SkipUnknown(ref reader, name, "feed", report);
                    break;
            }
        }
        foreach (var name in new[] { "version", "title", "home_page_url", "feed_url", "language", "items" })
            report.Require(seen.Contains(name), 25, start, $"The feed has no {name}.");
    }

    private static void CheckItems(ref Utf8JsonReader reader, HashSet<string> ids, LintReport report)
    {
        if (!JsonLintReader.EntersArray(ref reader, "items", report))
            return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                JsonItemLint.Check(ref reader, ids, report);
                continue;
            }
            report.Error(25, LintReport.At(reader.TokenStartIndex), "An item is not an object.");
            reader.Skip();
        }
    }
}
