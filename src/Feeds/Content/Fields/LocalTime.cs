namespace Syndication.Feeds.Content.Fields;

/// <summary>Local times over changes of the clock.</summary>
internal static class LocalTime
{
    /// <summary>
    /// UTC ticks of a local time: one that a change skips moves forward by the change, of one that occurs twice it is the first.
    /// May lie outside of what a <see cref="DateTime"/> holds.
    /// </summary>
    public static long ToUtcTicks(DateTime local, TimeZoneInfo zone)
    {
        var before = OffsetAt(local.Ticks - TimeSpan.TicksPerDay, zone);
        var after = OffsetAt(local.Ticks + TimeSpan.TicksPerDay, zone);
        var first = local.Ticks - before;
        if (before == after || OffsetAt(first, zone) == before) return first;
        var second = local.Ticks - after;
        return OffsetAt(second, zone) == after ? second : first;
    }

    private static long OffsetAt(long utcTicks, TimeZoneInfo zone) =>
        zone.GetUtcOffset(new DateTime(Math.Clamp(utcTicks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)).Ticks;
}
