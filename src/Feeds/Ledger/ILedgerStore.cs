namespace Syndication.Feeds.Ledger;

/// <summary>Keeps the identity ledger: the service in its database, <c>build</c> in a file.</summary>
public interface ILedgerStore
{
    /// <summary>The ledger as it is stored, or <paramref name="known"/> itself when nobody has changed it since.</summary>
    Task<LedgerState> LoadAsync(LedgerState? known, CancellationToken cancellationToken);

    /// <summary>Stores a change whole; false, with nothing stored, when another process changed the ledger since <paramref name="before"/>.</summary>
    Task<bool> SaveAsync(LedgerState before, LedgerChange change, CancellationToken cancellationToken);
}
