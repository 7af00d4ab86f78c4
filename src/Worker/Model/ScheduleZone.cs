namespace Syndication.Worker.Model;

/// <summary>A time zone in which a schedule is in use.</summary>
/// <param name="TimeZone">IANA name.</param>
/// <param name="PlannedThrough">Firings up to this instant are planned or were before its first sight, in UTC.</param>
public sealed record ScheduleZone(string TimeZone, DateTimeOffset PlannedThrough);
