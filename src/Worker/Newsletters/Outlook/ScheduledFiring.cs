using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>A firing in a zone before its readers are counted.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="TimeZone">IANA name that readers' rows have it by.</param>
/// <param name="FiresAt">The instant, in UTC.</param>
/// <param name="PlannedAt">When it is planned: at its instant; a missed one now.</param>
/// <param name="Outcome">What its place in time alone says of it; <see cref="FiringOutcome.Nothing"/> where readers decide.</param>
internal sealed record ScheduledFiring(TimeZoneInfo Zone, string TimeZone, DateTimeOffset FiresAt, DateTimeOffset PlannedAt, FiringOutcome Outcome)
{
    /// <summary>The edition's name.</summary>
    public string Occurrence { get; } = Firings.Occurrence(FiresAt, Zone);

    /// <summary>Arrivals up to here are announced.</summary>
    public long Through { get; init; }

    /// <summary>More on the outcome.</summary>
    public string Note { get; init; } = "";

    /// <summary>The edition that an earlier zone opened, or null.</summary>
    public EditionState? Edition { get; init; }
}
