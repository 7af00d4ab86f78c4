using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Fields;

/// <summary>What a post said wrongly, and whether it was withdrawn.</summary>
internal static class CorrectionField
{
    /// <summary>The corrections in the file's order.</summary>
    public static ImmutableArray<Correction> Read(FieldReader fields, TimeZoneInfo zone)
    {
        if (fields.First("correction") is not { } entry) return [];
        var values = entry.Value is FrontMatterSequence list ? list.Items : [entry.Value];
        // 'correction: false' says that there is none.
        if (entry.Value is FrontMatterScalar { Text: { } text } && FieldReader.FlagOf(text) == false) return [];
        var corrections = values.Where(value => !FieldReader.IsAbsent(value)).Select(value => CorrectionOf(value, fields, zone)).ToList();
        if (corrections.Contains(null)) fields.WrongShape(entry, "a text, or a list of mappings with date and text");
        return [.. corrections.OfType<Correction>()];
    }

    /// <summary>The reason of a retraction, empty where none is given; null where the post stands.</summary>
    public static string? Retraction(FieldReader fields) => fields.Text("retracted") switch
    {
        null => null,
        var text when FieldReader.FlagOf(text) is { } flag => flag ? "" : null,
        var text => PlainText.Fold(text),
    };

    private static Correction? CorrectionOf(FrontMatterValue value, FieldReader fields, TimeZoneInfo zone)
    {
        if (value is FrontMatterScalar { Text: { } plain }) return FieldReader.FlagOf(plain) is null && PlainText.Fold(plain) is { Length: > 0 } note ? new(null, note) : null;
        if (value is not FrontMatterMapping mapping) return null;
        if (mapping.Find("text")?.Value is not FrontMatterScalar { Text: { } text } || PlainText.Fold(text) is not { Length: > 0 } said) return null;
        var urgent = mapping.Find("urgent")?.Value is FrontMatterScalar { Text: { } flag } && FieldReader.FlagOf(flag) == true;
        return new(DateOf(mapping, fields, zone), said, urgent);
    }

    private static DateTimeOffset? DateOf(FrontMatterMapping mapping, FieldReader fields, TimeZoneInfo zone)
    {
        if (FieldReader.First(mapping, "date") is not { } entry) return null;
        if (entry.Value is FrontMatterScalar { Text: { } text } && DateReader.Read(text, zone) is { } date) return date.Instant;
        fields.WrongShape(entry, "a date");
        return null;
    }
}
