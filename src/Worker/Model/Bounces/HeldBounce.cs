namespace Syndication.Worker.Model.Bounces;

/// <summary>A failure or complaint that is held about a person.</summary>
/// <param name="Kind">Unreachable, Temporary, Ours or Complaint.</param>
/// <param name="Status">The status of RFC 3463; empty for none.</param>
/// <param name="ReportedAt">When it was told, in UTC.</param>
public sealed record HeldBounce(string Kind, string Status, DateTimeOffset ReportedAt);
