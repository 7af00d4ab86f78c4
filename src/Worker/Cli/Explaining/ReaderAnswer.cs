using Syndication.Worker.Model;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>What one reader got, and gets next.</summary>
/// <param name="Id">The subscriber.</param>
/// <param name="Address">The address.</param>
/// <param name="Suppressed">Why it is never mailed, or null where it may be.</param>
/// <param name="Subscriptions">By newsletter.</param>
internal sealed record ReaderAnswer(string Id, string Address, SuppressionReason? Suppressed, IReadOnlyList<SubscriptionAnswer> Subscriptions);
