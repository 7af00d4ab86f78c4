using System.Globalization;

namespace Syndication.Worker.Cli;

/// <summary>How commands read and write times.</summary>
internal static class CommandTime
{
    /// <summary>A time of ISO 8601, UTC where no zone is named, or <c>now</c>; null for anything else.</summary>
    public static DateTimeOffset? Read(string text, DateTimeOffset now) =>
        string.Equals(text, "now", StringComparison.OrdinalIgnoreCase) ? now
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>A time as people read it.</summary>
    public static string Say(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A time as people of a zone read it.</summary>
    public static string SayIn(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " " + zone.Id;
}
