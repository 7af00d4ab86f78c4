using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>Forgets people: what stays is a keyed hash in the suppressions, so that no import brings the address back.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="suppressions">Keeps the hash.</param>
/// <param name="time">Stamps it.</param>
public sealed class ErasureStore(Database database, SuppressionStore suppressions, TimeProvider time)
{
    /// <summary>Deletes everything held about an address, waiting messages included, and never mails it again unless its reader signs up anew.</summary>
    /// <param name="addressKey">One person's spellings folded to one.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>Whether anything was held.</returns>
    public Task<bool> EraseAsync(string addressKey, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => EraseAsync(transaction, addressKey), cancellationToken);

    /// <inheritdoc cref="EraseAsync(string, CancellationToken)"/>
    public async Task<bool> EraseAsync(DbTransaction transaction, string addressKey)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        // Subscribers first, then subscriptions, as a sign-up locks them.
        var id = await transaction.Connection!.ExecuteScalarAsync<string?>(
            $"SELECT id FROM subscribers WHERE address_key = @addressKey {database.Dialect.ForUpdate}", new { addressKey }, transaction);
        await suppressions.AddAsync(transaction, addressKey, SuppressionReason.Erasure, time.GetUtcNow());
        if (id is null) return false;
        // Subscriptions, deliveries and receipts go with it: each refers to it ON DELETE CASCADE.
        await transaction.Connection!.ExecuteAsync("DELETE FROM subscribers WHERE id = @id", new { id }, transaction);
        return true;
    }
}
