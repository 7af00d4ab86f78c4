using System.Collections.Immutable;

namespace Syndication.Worker.Model;

/// <summary>Everything that is held about a person.</summary>
/// <param name="Address">The address as written, its domain as A-label.</param>
/// <param name="Language">BCP 47 tag, or null for the newsletter's first.</param>
/// <param name="TextOnly">Whether digests come without HTML.</param>
/// <param name="CreatedAt">When it was first seen, in UTC.</param>
/// <param name="Suppression">Why the address is never mailed, or null.</param>
/// <param name="Subscriptions">By newsletter.</param>
public sealed record HeldSubscriber(
    string Address, string? Language, bool TextOnly, DateTimeOffset CreatedAt, SuppressionReason? Suppression, ImmutableArray<HeldSubscription> Subscriptions);
