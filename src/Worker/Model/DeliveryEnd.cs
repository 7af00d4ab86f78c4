using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Model;

/// <summary>What became of an attempt.</summary>
/// <param name="State">The state it leaves the delivery in.</param>
/// <param name="Reply">The server's words, or ours.</param>
/// <param name="DueAt">When a deferred one is tried again, in UTC.</param>
/// <param name="MayHaveArrived">Whether the line was lost after the message was handed over.</param>
/// <param name="IsAttempt">Whether it counts as one of the reader's attempts: not when the line, the server or the sender was the reason.</param>
/// <param name="Failure">What it says of the address that it did not arrive; null for nothing.</param>
public sealed record DeliveryEnd(
    DeliveryState State, string Reply, DateTimeOffset? DueAt = null, bool MayHaveArrived = false, bool IsAttempt = true, DeliveryFailure? Failure = null);
