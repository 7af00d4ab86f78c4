namespace Syndication.Worker.Model.Bounces;

/// <summary>A pause of an address's digests after failures on many days.</summary>
/// <param name="Since">When it began, in UTC.</param>
/// <param name="ProbeFrom">From then on one digest goes out as a probe, in UTC.</param>
/// <param name="IsProbed">Whether the probe has gone out.</param>
public sealed record HeldSuspension(DateTimeOffset Since, DateTimeOffset ProbeFrom, bool IsProbed);
