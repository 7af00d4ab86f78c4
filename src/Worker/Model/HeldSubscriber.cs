using System.Collections.Immutable;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Model;

/// <summary>Everything that is held about a person.</summary>
/// <param name="Address">The address as written, its domain as A-label.</param>
/// <param name="Language">BCP 47 tag, or null for the newsletter's first.</param>
/// <param name="TextOnly">Whether digests come without HTML.</param>
/// <param name="CreatedAt">When it was first seen, in UTC.</param>
/// <param name="Suppression">Why the address is never mailed, or null.</param>
/// <param name="Subscriptions">By newsletter.</param>
/// <param name="Bounces">Messages that came back or were called spam, oldest first.</param>
/// <param name="Suspension">The pause after failures on many days, or null.</param>
public sealed record HeldSubscriber(
    string Address, string? Language, bool TextOnly, DateTimeOffset CreatedAt, SuppressionReason? Suppression, ImmutableArray<HeldSubscription> Subscriptions,
    ImmutableArray<HeldBounce> Bounces, HeldSuspension? Suspension);
