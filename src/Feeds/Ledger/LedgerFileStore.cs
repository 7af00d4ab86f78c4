namespace Syndication.Feeds.Ledger;

/// <summary>The ledger in a file.</summary>
/// <param name="path">Absolute path of the file; it need not exist.</param>
public sealed class LedgerFileStore(string path) : ILedgerStore
{
    /// <inheritdoc/>
    public bool MayChange => true;

    /// <inheritdoc/>
    public Task<LedgerState> LoadAsync(LedgerState? known, CancellationToken cancellationToken) => Task.FromResult(known ?? LedgerFile.Load(path));

    /// <inheritdoc/>
    public Task<bool> SaveAsync(LedgerState before, LedgerChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (!change.IsEmpty || !File.Exists(path)) LedgerFile.Save(path, before, change, [.. LedgerFile.LoadPast(path), .. change.Past]);
        return Task.FromResult(true);
    }
}
