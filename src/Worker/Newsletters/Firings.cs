using System.Globalization;

namespace Syndication.Worker.Newsletters;

/// <summary>When a schedule fires in a time zone.</summary>
internal static class Firings
{
    /// <summary>The last firing after one instant, up to another; several that were missed collapse into it. Null when there is none.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="zone">The zone that its hours are read in.</param>
    /// <param name="after">Exclusive.</param>
    /// <param name="through">Inclusive.</param>
    public static DateTimeOffset? LastBetween(ScheduleOptions schedule, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset through)
    {
        var cron = schedule.Cron.WithTimeZone(zone);
        // Looks back in growing steps: the last of a year of missed seconds must not cost a year of steps.
        for (var window = TimeSpan.FromMinutes(2); ; window *= 16)
        {
            var from = through - after <= window ? after : through - window;
            DateTimeOffset? last = null;
            for (var next = cron.GetNextValidTimeAfter(from); next <= through; next = cron.GetNextValidTimeAfter(next.Value)) last = next;
            if (last is not null || from == after) return last?.ToUniversalTime();
        }
    }

    /// <summary>The next firing after an instant, in UTC, or null when there is none.</summary>
    public static DateTimeOffset? NextAfter(ScheduleOptions schedule, TimeZoneInfo zone, DateTimeOffset after) =>
        schedule.Cron.WithTimeZone(zone).GetNextValidTimeAfter(after)?.ToUniversalTime();

    /// <summary>A firing's name: its local wall time, the same in every zone.</summary>
    public static string Occurrence(DateTimeOffset firing, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(firing, zone).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The zone of that name, or the schedule's own where this machine knows none.</summary>
    public static TimeZoneInfo ZoneOf(ScheduleOptions schedule, string name) =>
        name == schedule.TimeZone.Id ? schedule.TimeZone
        : TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : schedule.TimeZone;
}
