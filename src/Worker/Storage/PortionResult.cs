namespace Syndication.Worker.Storage;

/// <summary>What planning a portion did.</summary>
/// <param name="Deliveries">How many deliveries it wrote.</param>
/// <param name="IsLast">Whether nothing of the share is left.</param>
public sealed record PortionResult(int Deliveries, bool IsLast);
