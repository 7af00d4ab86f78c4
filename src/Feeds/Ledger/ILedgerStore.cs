namespace Syndication.Feeds.Ledger;

/// <summary>Keeps the identity ledger: the service in its database, <c>build</c> in a file.</summary>
public interface ILedgerStore
{
    /// <summary>Whether this process may change the ledger; where several share one, a single one may, and the others follow it.</summary>
    bool MayChange { get; }

    /// <summary>The ledger as it is stored, or <paramref name="known"/> itself when nobody has changed it since.</summary>
    Task<LedgerState> LoadAsync(LedgerState? known, CancellationToken cancellationToken);

    /// <summary>Stores a change whole; false, with nothing stored, when another process changed the ledger since <paramref name="before"/>, or this one may no longer change it.</summary>
    Task<bool> SaveAsync(LedgerState before, LedgerChange change, CancellationToken cancellationToken);
}
