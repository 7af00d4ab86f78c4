using System.Text.Json;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Reads the shapes that JSON Feed is made of.</summary>
internal static class JsonLintReader
{
    /// <summary>Moves to the value of the next property; false at the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, HashSet<string> seen, LintReport report, out string name)
    {
        name = "";
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return false;
        name = reader.GetString() ?? "";
        if (!seen.Add(name))
            report.Error(25, LintReport.At(reader.TokenStartIndex), $"{name} is there twice.");
        return reader.Read();
    }

    /// <summary>A string; null, and a finding, where it is none.</summary>
    public static string? Text(ref Utf8JsonReader reader, string name, LintReport report)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Checked(ref reader, report);
        report.Error(25, LintReport.At(reader.TokenStartIndex), $"{name} is not a string.");
        reader.Skip();
        return null;
    }

    public static bool EntersArray(ref Utf8JsonReader reader, string name, LintReport report)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return true;
        report.Error(25, LintReport.At(reader.TokenStartIndex), $"{name} is not an array.");
        reader.Skip();
        return false;
    }

    /// <summary>Authors and hubs: objects of strings, of which url is an address.</summary>
    public static void CheckObjects(ref Utf8JsonReader reader, string name, LintReport report)
    {
        if (!EntersArray(ref reader, name, report))
            return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                CheckObject(ref reader, name, report);
                continue;
            }
            report.Error(25, LintReport.At(reader.TokenStartIndex), $"{name} holds what is not an object.");
            reader.Skip();
        }
    }

    /// <summary>Tags: strings, each once.</summary>
    public static void CheckTags(ref Utf8JsonReader reader, LintReport report)
    {
        if (!EntersArray(ref reader, "tags", report))
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = LintReport.At(reader.TokenStartIndex);
            var tag = Text(ref reader, "a tag", report);
            if (tag is not null && string.IsNullOrWhiteSpace(tag))
                report.Error(25, place, "A tag is empty.");
            else if (tag is not null && !seen.Add(tag))
                report.Warning(25, place, $"The item has the tag {tag} twice.");
        }
    }

    /// <summary>Attachments: objects with an address and a media type.</summary>
    public static void CheckAttachments(ref Utf8JsonReader reader, LintReport report)
    {
        if (!EntersArray(ref reader, "attachments", report))
            return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var place = LintReport.At(reader.TokenStartIndex);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                report.Error(25, place, "attachments holds what is not an object.");
                reader.Skip();
                continue;
            }
            CheckAttachment(ref reader, place, report);
        }
    }

    private static void CheckAttachment(ref Utf8JsonReader reader, LintPlace place, LintReport report)
    {
        string? type = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextProperty(ref reader, seen, report, out var key))
        {
            var at = LintReport.At(reader.TokenStartIndex);
            switch (key)
            {
                case "url": UrlLint.CheckWeb(Text(ref reader, key, report), "an attachment", at, report); break;
                case "mime_type": type = Text(ref reader, key, report); break;
                case "size_in_bytes" or "duration_in_seconds":
                    report.Require(reader.TokenType == JsonTokenType.Number, 16, at, $"An attachment's {key} is not a number.");
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        }
        report.Require(seen.Contains("url"), 16, place, "An attachment has no address.");
        report.Require(type?.Contains('/', StringComparison.Ordinal) == true, 16, place, "An attachment has no media type.");
    }

    /// <summary>JSON Feed 1.1: extensions start with an underscore.</summary>
    public static void SkipUnknown(ref Utf8JsonReader reader, string name, string where, LintReport report)
    {
        if (!name.StartsWith('_'))
            report.Warning(25, LintReport.At(reader.TokenStartIndex), $"JSON Feed 1.1 knows no {name} in a {where}.");
        reader.Skip();
    }

    private static void CheckObject(ref Utf8JsonReader reader, string name, LintReport report)
    {
        var place = LintReport.At(reader.TokenStartIndex);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (NextProperty(ref reader, seen, report, out var key))
        {
            var at = LintReport.At(reader.TokenStartIndex);
            var text = Text(ref reader, key, report);
            if (key is "url" or "avatar" && text is not null)
                UrlLint.CheckWeb(text, name, at, report);
        }
        var complete = name == "hubs" ? seen.Contains("type") && seen.Contains("url") : seen.Count > 0;
        report.Require(complete, 25, place, $"One of the {name} is incomplete.");
    }

    private static string Checked(ref Utf8JsonReader reader, LintReport report)
    {
        var text = reader.GetString()!;
        if (reader.ValueIsEscaped && !ReferenceEquals(text, FeedText.Clean(text)))
            report.Error(3, LintReport.At(reader.TokenStartIndex), "A string holds a character that XML 1.0 does not allow.");
        return text;
    }
}
