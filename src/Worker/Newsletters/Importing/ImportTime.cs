using System.Globalization;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Times as exports write them: ISO 8601, with a space for the T, and as Go prints them (<c>2024-01-02 15:04:05.1 +0000 UTC</c>). No zone means UTC.</summary>
internal static class ImportTime
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time in UTC; null for anything else, and for times that cannot be.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        if (text.Length is < 8 or > 48 || !char.IsAsciiDigit(text[0])) return null;
        var span = text.AsSpan().Trim();
        if (span.EndsWith(" UTC", StringComparison.Ordinal)) span = span[..^4];
        if (!DateTimeOffset.TryParse(span, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return null;
        return time < Earliest || time > now ? null : time;
    }
}
