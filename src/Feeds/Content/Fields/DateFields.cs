using System.Globalization;

namespace Syndication.Feeds.Content.Fields;

/// <summary>When a post was published and last changed.</summary>
internal static class DateFields
{
    private const string Help = "Write 2022-08-12 or 2022-08-12T14:29:49+03:00.";

    /// <summary>The date of publication; null, with an error, where there is none or none that is clear.</summary>
    public static WrittenDate? Published(FieldReader fields, string file, TimeZoneInfo zone)
    {
        var entry = fields.First("date", "pubDate", "publishDate");
        if (entry is null && fields.First("published") is { } published && IsDate(published, zone)) entry = published;
        entry ??= fields.First("created");
        if (entry is not null) return Read(entry, fields.Problems, zone);
        if (Prefix(file) is { } prefix)
        {
            if (DateReader.Read(prefix, zone) is { } date) return date;
            Invalid(fields.Problems, fields.Properties.Line, 1, $"The file's name begins with '{prefix}', which is no day of the calendar.");
            return null;
        }

        var blank = fields.Properties.Find("date");
        fields.Problems.Error(ProblemCodes.DateMissing, blank?.Line ?? fields.Properties.Line, blank?.Column ?? 1, "The post has no date.", $"Add 'date:'. {Help}");
        return null;
    }

    /// <summary>The date of the last change, never before the publication; or null.</summary>
    public static DateTimeOffset? Updated(FieldReader fields, WrittenDate published, TimeZoneInfo zone)
    {
        if (fields.First("updated", "updatedDate", "lastmod", "modified", "last_modified_at") is not { } entry) return null;
        if (entry.Value is not FrontMatterScalar { Text: { } text })
        {
            fields.WrongShape(entry, "a date");
            return null;
        }

        if (DateReader.Read(text, zone) is not { } updated)
        {
            fields.Problems.Warning(ProblemCodes.DateInvalid, entry.Line, entry.Column, $"'{entry.Key}' is no clear date and is ignored.", Help);
            return null;
        }

        if (updated.Instant >= published.Instant) return updated.Instant;
        if (!updated.HasTime && IsSameDay(updated, published, zone)) return published.Instant;
        fields.Problems.Warning(
            ProblemCodes.UpdatedBeforePublished, entry.Line, entry.Column, $"'{entry.Key}' is before the publication, whose date is used.", "Correct one of the two dates.");
        return published.Instant;
    }

    private static WrittenDate? Read(FrontMatterEntry entry, ProblemList problems, TimeZoneInfo zone)
    {
        var text = (entry.Value as FrontMatterScalar)?.Text;
        if (text is not null && DateReader.Read(text, zone) is { } date) return date;
        var reason = text is not null && DateReader.IsAmbiguous(text) ? "could be read with the day or the month first" : "is no date of a form that is read, or none of the calendar";
        Invalid(problems, entry.Line, entry.Column, $"'{entry.Key}' {reason}.");
        return null;
    }

    private static void Invalid(ProblemList problems, int line, int column, string message) => problems.Error(ProblemCodes.DateInvalid, line, column, message, Help);

    // 'published' is a flag for some generators.
    private static bool IsDate(FrontMatterEntry entry, TimeZoneInfo zone) =>
        entry.Value is FrontMatterScalar { Text: { } text } && (text.Count(char.IsAsciiDigit) >= 4 || DateReader.Read(text, zone) is not null);

    private static bool IsSameDay(WrittenDate updated, WrittenDate published, TimeZoneInfo zone) =>
        updated.Day == published.Day || updated.Day == DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(published.Instant, zone).DateTime);

    private static string? Prefix(string file)
    {
        var name = file.AsSpan(file.LastIndexOf('/') + 1);
        if (name.Length < 11 || name[4] != '-' || name[7] != '-' || name[10] != '-') return null;
        var isDate = int.TryParse(name[..4], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(name[5..7], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && int.TryParse(name[8..10], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isDate ? name[..10].ToString() : null;
    }
}
