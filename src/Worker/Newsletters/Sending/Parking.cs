using System.Security.Cryptography;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>
/// When deliveries beyond a domain's limit come back: one after the other at the pace of the domain. They wait as rows with a later due time, so
/// that claiming passes them by and a million of them cost no memory (ADR 24).
/// </summary>
internal static class Parking
{
    // A domain that was slowed recovers within minutes, and what is parked until later would not notice.
    private static readonly TimeSpan LongestSlowed = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The next free place of a domain.</summary>
    /// <param name="pace">The domain's pace.</param>
    /// <param name="earliest">Not before, since the process began.</param>
    public static TimeSpan NextFor(DomainPace pace, TimeSpan earliest)
    {
        var end = earliest + (pace.IsSlowed || pace.IsClosed ? LongestSlowed : Longest);
        var from = pace.ParkedUntil > earliest ? pace.ParkedUntil : earliest;
        var place = from + TimeSpan.FromSeconds(1 / Math.Max(pace.ExpectedRate, 0.01));
        // Past the longest time there is no order any more; they come back in the second half of it and look again.
        if (place > end) return earliest + ((end - earliest) * (0.5 + (RandomNumberGenerator.GetInt32(0, 5001) / 10_000.0)));
        return pace.ParkedUntil = place;
    }
}
