using Syndication.Feeds.Ledger;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>The ledger file of another process, read afresh at each look; it may be changed once the test says so.</summary>
internal sealed class FollowedLedger(string path) : ILedgerStore
{
    private readonly LedgerFileStore file = new(path);

    public bool MayChange { get; set; }

    public async Task<LedgerState> LoadAsync(LedgerState? known, CancellationToken cancellationToken)
    {
        var stored = await file.LoadAsync(null, cancellationToken);
        return known?.Revision == stored.Revision ? known : stored;
    }

    public Task<bool> SaveAsync(LedgerState before, LedgerChange change, CancellationToken cancellationToken)
    {
        Assert.True(MayChange || change.IsEmpty, "One that follows has changed the ledger.");
        return file.SaveAsync(before, change, cancellationToken);
    }
}
