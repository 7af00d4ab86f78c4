using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>What a reader is to get at the next firing, as things stand.</summary>
/// <param name="Planned">The posts, and the arrivals that they count for; no variant where nothing is due.</param>
/// <param name="FiresAt">When, in UTC; null where the schedule fires no more.</param>
/// <param name="Zone">The reader's zone.</param>
/// <param name="Through">Arrivals up to here will be announced.</param>
internal sealed record NextDelivery(PlannedDelivery Planned, DateTimeOffset? FiresAt, TimeZoneInfo Zone, long Through);
