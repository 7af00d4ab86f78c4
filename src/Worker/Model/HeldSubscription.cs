using System.Collections.Immutable;

namespace Syndication.Worker.Model;

/// <summary>Everything that is held about a subscription.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="ConsentText">The wording that was agreed to.</param>
/// <param name="ConsentAt">When, in UTC.</param>
/// <param name="Messages">Messages to it that are still on record, oldest first.</param>
/// <param name="Receipts">What was sent to it, oldest first.</param>
public sealed record HeldSubscription(
    Subscription Subscription, string ConsentText, DateTimeOffset ConsentAt, ImmutableArray<HeldMessage> Messages, ImmutableArray<HeldReceipt> Receipts);
