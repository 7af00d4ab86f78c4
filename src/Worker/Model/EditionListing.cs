using Syndication.Worker.Model.Sending;

namespace Syndication.Worker.Model;

/// <summary>An edition as people see it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Newsletter">The newsletter's name.</param>
/// <param name="Schedule">The schedule's name; <c>*</c> for one asked for by hand.</param>
/// <param name="Occurrence">The firing's local wall time; <c>now/…</c> and <c>latest/…</c> for those asked for by hand, <c>notice/…</c> for one that tells corrections at once.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Created">When it was planned, in UTC.</param>
/// <param name="Finished">When its last delivery ended, in UTC, or null.</param>
/// <param name="Deliveries">Deliveries by state.</param>
/// <param name="Pause">Why it is paused, or null.</param>
public sealed record EditionListing(
    string Id, string Newsletter, string Schedule, string Occurrence, EditionState State, DateTimeOffset Created, DateTimeOffset? Finished,
    IReadOnlyDictionary<DeliveryState, long> Deliveries, EditionPause? Pause = null);
