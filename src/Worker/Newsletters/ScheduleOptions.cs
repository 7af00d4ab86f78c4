using Quartz;

namespace Syndication.Worker.Newsletters;

/// <summary>When a newsletter goes out.</summary>
/// <param name="Name">Lower-case name that subscriptions choose (<c>weekly</c>).</param>
/// <param name="Cron">The firing times, in Quartz's form (seconds first), in <paramref name="TimeZone"/>.</param>
/// <param name="TimeZone">Zone of readers who chose none.</param>
public sealed record ScheduleOptions(string Name, CronExpression Cron, TimeZoneInfo TimeZone);
