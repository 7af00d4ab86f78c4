namespace Syndication.Worker.Model;

/// <summary>How far an edition's deliveries are.</summary>
/// <param name="Counts">Deliveries by state.</param>
/// <param name="Moving">How many can end without waiting for a later time.</param>
/// <param name="IsHeld">Whether it is paused or cancelled, so that nothing more begins.</param>
public sealed record EditionProgress(IReadOnlyDictionary<DeliveryState, long> Counts, long Moving, bool IsHeld = false)
{
    /// <summary>How many are in a state.</summary>
    public long this[DeliveryState state] => Counts.GetValueOrDefault(state);
}
