using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Dates as feeds write them: whole seconds, and <c>Z</c> for Greenwich.</summary>
internal static class FeedDates
{
    private static readonly string[] Rfc822Formats =
    [
        .. from second in new[] { ":ss", "" }
           from year in new[] { "yyyy", "yy" }
           from month in new[] { "MMMM", "MMM" }
           from day in new[] { "ddd, d", "d" }
           select $"{day} {month} {year} HH:mm{second} zzz",
    ];

    // RFC 822 §5.2, with the military letters' signs as the standard has them (its successors call them a mistake).
    private static readonly Dictionary<string, int> ZoneHours = new(StringComparer.Ordinal)
    {
        ["EDT"] = -4,
        ["EST"] = -5,
        ["CDT"] = -5,
        ["CST"] = -6,
        ["MDT"] = -6,
        ["MST"] = -7,
        ["PDT"] = -7,
        ["PST"] = -8,
        ["UT"] = 0,
        ["Z"] = 0,
        ["GMT"] = 0,
    };

    public static string Rfc3339(DateTimeOffset date) => date.TotalOffsetMinutes == 0
        ? date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        : date.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Rfc822(DateTimeOffset date)
    {
        if (date.Offset == TimeSpan.Zero)
            return date.ToString("ddd, dd MMM yyyy HH:mm:ss 'Z'", CultureInfo.InvariantCulture);
        // The offset is written without its colon.
        var text = date.ToString("ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
        return text.Remove(text.Length - 3, 1);
    }

    public static ReadDate FromAtom(string text, XmlReader reader) =>
        TryRfc3339(text, out var date) ? new ReadDate(date) : Unreadable(reader);

    /// <summary>RSS dates are first tried as the current culture writes dates, as the library does.</summary>
    public static ReadDate FromRss(string text, XmlReader reader) =>
        DateTimeOffset.TryParse(text, null, DateTimeStyles.None, out var date) || TryRfc822(text, out date) || TryRfc3339(text, out date)
            ? new ReadDate(date)
            : Unreadable(reader);

    private static ReadDate Unreadable(XmlReader reader) => new(FeedFaults.At(reader, "A date cannot be read."));

    /// <summary>Fractions of a second are dropped.</summary>
    private static bool TryRfc3339(string text, out DateTimeOffset date)
    {
        date = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length < 20)
            return false;
        var rest = trimmed[19..];
        if (rest[0] == '.')
            rest = rest[1..].TrimStart("0123456789");
        return DateTimeOffset.TryParseExact(string.Concat(trimmed[..19], rest), "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private static bool TryRfc822(string text, out DateTimeOffset date)
    {
        date = default;
        var trimmed = text.Trim();
        var space = trimmed.LastIndexOf(' ');
        if (trimmed.Length < 18 || space < 0)
            return false;
        var zone = Offset(trimmed[(space + 1)..]);
        return zone is not null && DateTimeOffset.TryParseExact(trimmed[..(space + 1)] + zone, Rfc822Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private static string? Offset(string zone)
    {
        if (zone[0] is '+' or '-')
            return zone.Length == 4 ? $"{zone[0]}0{zone[1]}:{zone[2..]}" : zone.Length > 3 ? zone.Insert(3, ":") : null;
        if (zone.Length == 1 && Military(zone[0]) is { } letter)
            return Hours(letter);
        return ZoneHours.TryGetValue(zone, out var hours) ? Hours(hours) : null;
    }

    private static int? Military(char letter) => letter switch
    {
        >= 'A' and <= 'I' => -(letter - 'A' + 1),
        >= 'K' and <= 'M' => -(letter - 'A'),
        >= 'N' and <= 'Y' => letter - 'N' + 1,
        _ => null,
    };

    private static string Hours(int hours) => string.Create(CultureInfo.InvariantCulture, $"{(hours > 0 ? '+' : '-')}{Math.Abs(hours):00}:00");
}
