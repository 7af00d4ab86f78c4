using System.Globalization;
using System.Text;

namespace MimeKit.Utils;

/// <summary>Dates as messages write them (RFC 5322 §3.3).</summary>
public static class DateUtils
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>
    /// The date as RFC 5322 has it, to whole seconds: "Mon, 02 Mar 2026 07:00:00 +0100". An offset of part of an hour behind UTC
    /// comes out malformed ("-03-30" for three and a half hours), as MimeKit writes it: give those in UTC.
    /// </summary>
    public static string FormatDate(DateTimeOffset date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date:ddd, dd MMM yyyy HH:mm:ss} {date.Offset.Hours:+00;-00}{date.Offset.Minutes:00}");

    /// <summary>Reads a date, its obsolete forms included.</summary>
    public static bool TryParse(string? text, out DateTimeOffset date)
    {
        date = default;
        if (text is null)
            return false;

        var words = RemoveComments(text).Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries).AsSpan();
        if (words.Length > 0 && !char.IsAsciiDigit(words[0][0]))
            words = words[1..];
        if (words.Length < 4
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var day)
            || !TryMonth(words[1], out var month)
            || !TryYear(words[2], out var year)
            || !TryTime(words[3], out var time))
            return false;

        var offset = words.Length > 4 ? Zone(words[4]) : TimeSpan.Zero;
        if (year is < 1 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        date = new DateTimeOffset(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + time, offset);
        return true;
    }

    /// <summary>Reads a date, its obsolete forms included.</summary>
    public static bool TryParse(byte[]? buffer, out DateTimeOffset date) =>
        TryParse(buffer is null ? null : Encoding.ASCII.GetString(buffer), out date);

    private static string RemoveComments(string text)
    {
        var depth = 0;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '(')
                depth++;
            else if (c == ')' && depth > 0)
                depth--;
            else if (depth == 0)
                plain.Append(c);
        }

        return plain.ToString();
    }

    private static bool TryMonth(string word, out int month)
    {
        month = 1 + Array.FindIndex(Months, name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return month > 0;
    }

    // RFC 5322 §4.3: two-digit years below 50 are of this century, other short ones count from 1900.
    private static bool TryYear(string word, out int year)
    {
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out year))
            return false;
        if (word.Length < 4)
            year += word.Length == 2 && year < 50 ? 2000 : 1900;
        return true;
    }

    private static bool TryTime(string word, out TimeSpan time)
    {
        time = default;
        var fields = word.Split(':');
        if (fields.Length is not (2 or 3))
            return false;

        var seconds = 0;
        if (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 23
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59
            || (fields.Length == 3 && (!int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out seconds) || seconds > 60)))
            return false;

        time = new TimeSpan(hours, minutes, Math.Min(seconds, 59));
        return true;
    }

    private static TimeSpan Zone(string word)
    {
        if (word.Length == 5 && word[0] is '+' or '-' && int.TryParse(word.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var minutes = Math.Min((number / 100 * 60) + (number % 100), 14 * 60);
            return TimeSpan.FromMinutes(word[0] == '-' ? -minutes : minutes);
        }

        return word.ToUpperInvariant() switch
        {
            "EDT" => TimeSpan.FromHours(-4),
            "EST" or "CDT" => TimeSpan.FromHours(-5),
            "CST" or "MDT" => TimeSpan.FromHours(-6),
            "MST" or "PDT" => TimeSpan.FromHours(-7),
            "PST" => TimeSpan.FromHours(-8),
            _ => TimeSpan.Zero,
        };
    }
}
