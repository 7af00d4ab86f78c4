using System.Collections.Immutable;

namespace Syndication.Worker.Model;

/// <summary>What the planner decides for one subscription.</summary>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Variant">What it gets, or null when nothing is due.</param>
/// <param name="Ranges">The arrivals that this announces.</param>
/// <param name="TakesOver">Identifiers of the deliveries whose posts and notices it takes over.</param>
public sealed record PlannedDelivery(
    string SubscriptionId, VariantSpec? Variant, ArrivalRanges Ranges, ImmutableArray<string> TakesOver);
