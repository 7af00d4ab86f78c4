namespace Syndication.Worker.Model;

/// <summary>A message to a reader as it is on record.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="CreatedAt">When it was planned, in UTC.</param>
/// <param name="FinishedAt">When it ended, in UTC, or null.</param>
/// <param name="MessageId">Its Message-ID, or null before its first try.</param>
/// <param name="Reply">The mail server's last words, or null.</param>
public sealed record HeldMessage(
    DeliveryKind Kind, DeliveryState State, long Attempts, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, string? MessageId, string? Reply);
