using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>What a report in plain text says.</summary>
/// <param name="Failure">Why the message failed; null where it is only late.</param>
internal sealed record PlainBounce(DeliveryFailure? Failure);
