using System.Collections.Immutable;
using Syndication.Worker.Model.Notices;

namespace Syndication.Worker.Model;

/// <summary>A confirmed subscription as the planner sees it.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="AnnouncedThrough">Its watermark.</param>
/// <param name="Tags">Slugs of the tags it wants; null for every post.</param>
/// <param name="Language">The subscriber's language, or null.</param>
/// <param name="TextOnly">Whether digests come without HTML.</param>
/// <param name="Unaccepted">Deliveries of it that still wait, or ended unaccepted, and that nothing has taken over.</param>
public sealed record PlanningReader(
    string SubscriptionId, long AnnouncedThrough, ImmutableArray<string>? Tags, string? Language, bool TextOnly,
    ImmutableArray<UnacceptedDelivery> Unaccepted)
{
    /// <summary>Corrections and retractions of what it was sent, that it has not been told.</summary>
    public ImmutableArray<DueNotice> Notices { get; init; } = [];
}
