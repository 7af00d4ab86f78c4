using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters;

/// <summary>What planning an edition, or a zone's share of it, came to.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="Deliveries">How many deliveries were written.</param>
public sealed record PlannedEdition(Edition Edition, int Deliveries);
