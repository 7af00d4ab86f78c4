using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Content.Fields;

/// <summary>Reads dates: ISO 8601, RFC 2822 and <c>Month D, YYYY</c>; any other spelling is refused rather than guessed at.</summary>
internal static partial class DateReader
{
    private const int MaxLength = 80;
    private const string Months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    private const string Time = @"(?<h>[0-9]{1,2}):(?<mi>[0-9]{2})(?::(?<s>[0-9]{2})(?:[.,](?<f>[0-9]+))?)?(?:\s*(?<z>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?|(?:UTC|GMT|UT)(?:[+-][0-9]{2}:?[0-9]{2})?|[ECMP][SD]T))?(?:\s*\([^()]*\))?";
    private const string Weekday = @"(?:(?<w>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]{3,6})?\.?,?\s+)?";
    private const RegexOptions Rules = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    /// <summary>The date, or null where the text is none, or an impossible one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zone">Zone of a date that names none.</param>
    public static WrittenDate? Read(string text, TimeZoneInfo zone)
    {
        text = text.Trim();
        if (text.Length > MaxLength) return null;
        var match = Iso().Match(text);
        if (!match.Success) match = DayFirst().Match(text);
        if (!match.Success) match = MonthFirst().Match(text);
        return match.Success ? Build(match, zone) : null;
    }

    /// <summary>Whether a text is numbers of which any could be the day, the month or the year.</summary>
    public static bool IsAmbiguous(string text) => Numbers().IsMatch(text.Trim());

    private static WrittenDate? Build(Match match, TimeZoneInfo zone)
    {
        var month = match.Groups["mo"].Success ? Number(match, "mo") : MonthOf(match.Groups["name"].Value);
        var (year, day) = (Number(match, "y"), Number(match, "d"));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var date = new DateOnly(year, month, day);
        if (match.Groups["w"].Success && !date.DayOfWeek.ToString().StartsWith(match.Groups["w"].Value, StringComparison.OrdinalIgnoreCase)) return null;
        if (TimeOf(match) is not { } time) return null;
        var local = date.ToDateTime(TimeOnly.MinValue).Ticks + time.Ticks;
        if (local > DateTime.MaxValue.Ticks) return null;
        var ticks = match.Groups["z"].Success
            ? OffsetOf(match.Groups["z"].Value) is { } offset ? local - offset.Ticks : -1
            : LocalTime.ToUtcTicks(new DateTime(local), zone);
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks ? null : new(new(ticks, TimeSpan.Zero), date, match.Groups["h"].Success);
    }

    private static TimeSpan? TimeOf(Match match)
    {
        if (!match.Groups["h"].Success) return TimeSpan.Zero;
        var (hour, minute, second) = (Number(match, "h"), Number(match, "mi"), Number(match, "s"));
        var fraction = match.Groups["f"].Value;
        var ticks = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(7, '0').AsSpan(0, 7), NumberStyles.None, CultureInfo.InvariantCulture);
        var time = new TimeSpan(0, hour, minute, second) + TimeSpan.FromTicks(ticks);
        // ISO 8601 writes midnight at a day's end as 24:00; RFC 3339 §5.7 allows a leap second.
        if (hour == 24) return time == TimeSpan.FromHours(24) ? time : null;
        return hour < 24 && minute < 60 && (second < 60 || (second == 60 && minute == 59)) ? time : null;
    }

    private static TimeSpan? OffsetOf(string zone)
    {
        var named = zone.ToUpperInvariant() switch
        {
            "Z" or "UTC" or "GMT" or "UT" => 0,
            "EDT" => -4, // RFC 2822 §4.3
            "EST" or "CDT" => -5,
            "CST" or "MDT" => -6,
            "MST" or "PDT" => -7,
            "PST" => -8,
            _ => (int?)null,
        };
        if (named is { } hours) return TimeSpan.FromHours(hours);
        var digits = zone[(zone.IndexOfAny(['+', '-']) + 1)..].Replace(":", "", StringComparison.Ordinal);
        var minutes = (int.Parse(digits.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture) * 60)
            + (digits.Length > 2 ? int.Parse(digits.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture) : 0);
        if (minutes > 14 * 60 || (digits.Length > 2 && digits[2] > '5')) return null;
        return TimeSpan.FromMinutes(zone.Contains('-') ? -minutes : minutes);
    }

    private static int MonthOf(string name)
    {
        var at = name.Length < 3 ? -1 : Months.IndexOf(name[..3].ToUpperInvariant(), StringComparison.Ordinal);
        if (at < 0 || at % 3 != 0) return 0;
        var full = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName((at / 3) + 1);
        var known = name.Length == 3 || full.Equals(name, StringComparison.OrdinalIgnoreCase) || name.Equals("Sept", StringComparison.OrdinalIgnoreCase);
        return known ? (at / 3) + 1 : 0;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^(?<y>[0-9]{4})-(?<mo>[0-9]{2})-(?<d>[0-9]{2})(?:(?:T|\\s+)" + Time + ")?$", Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Iso();

    [GeneratedRegex("^" + Weekday + @"(?<d>[0-9]{1,2})\s+(?<name>[A-Z]{3,9})\.?,?\s+(?<y>[0-9]{4})(?:\s+" + Time + ")?$", Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayFirst();

    [GeneratedRegex("^" + Weekday + @"(?<name>[A-Z]{3,9})\.?\s+(?<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?<y>[0-9]{4})(?:,?\s+" + Time + ")?$", Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MonthFirst();

    [GeneratedRegex("^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{2}|[0-9]{4})(?:\\s|$)", Rules, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();
}
