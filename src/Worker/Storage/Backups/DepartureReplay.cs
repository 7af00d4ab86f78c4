using System.Data.Common;
using Dapper;

namespace Syndication.Worker.Storage.Backups;

/// <summary>Tells a restored database who left since.</summary>
/// <param name="database">The restored database, migrated.</param>
/// <param name="suppressions">Hashes addresses.</param>
/// <param name="time">Stamps what it does.</param>
public sealed class DepartureReplay(Database database, SuppressionStore suppressions, TimeProvider time)
{
    /// <summary>Replays a journal in its order: who left, was erased or suppressed stays so, and what was lifted is lifted.</summary>
    /// <returns>How many subscriptions ended, how many people were erased, and how many addresses are suppressed now that were not.</returns>
    public Task<(int Left, int Erased, int Suppressed)> RunAsync(IEnumerable<Departure> journal, CancellationToken cancellationToken)
    {
        var fold = new DepartureFold(journal);
        return database.WriteAsync(async transaction =>
        {
            foreach (var hash in fold.Lifted) await transaction.Connection!.ExecuteAsync("DELETE FROM suppressions WHERE address_hash = @hash", new { hash }, transaction);
            var suppressed = await SuppressAsync(transaction, fold.Suppressed);
            var (ended, erased) = (0, 0);
            // Read whole before anything changes; a service with a journal is one machine's.
            var people = (await transaction.Connection!.QueryAsync<(string Id, string Key, string SubscriptionId, string Newsletter, string State)>(
                """
                SELECT r.id, r.address_key, s.id, s.newsletter, s.state FROM subscribers r JOIN subscriptions s ON s.subscriber_id = r.id
                """, transaction: transaction)).AsList();
            foreach (var (id, key, subscriptionId, newsletter, state) in people)
            {
                var hash = suppressions.Hash(key);
                if (fold.IsErased(hash)) erased += await EraseAsync(transaction, id);
                else if (state != "Unsubscribed" && fold.HasLeft(hash, newsletter)) ended += await EndAsync(transaction, subscriptionId);
            }

            return (ended, erased, suppressed);
        }, cancellationToken);
    }

    private async Task<int> SuppressAsync(DbTransaction transaction, IEnumerable<(string Hash, string Reason)> suppressed)
    {
        var count = 0;
        foreach (var (hash, reason) in suppressed)
        {
            count += await transaction.Connection!.ExecuteAsync(
                "INSERT INTO suppressions (address_hash, reason, created_at) VALUES (@hash, @reason, @Now) ON CONFLICT (address_hash) DO NOTHING",
                new { hash, reason, Now = Now() }, transaction);
        }

        return count;
    }

    private static Task<int> EraseAsync(DbTransaction transaction, string id) =>
        transaction.Connection!.ExecuteAsync("DELETE FROM subscribers WHERE id = @id", new { id }, transaction);

    private Task<int> EndAsync(DbTransaction transaction, string id) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET state = 'Unsubscribed', unsubscribed_at = @Now WHERE id = @id AND state <> 'Unsubscribed'", new { id, Now = Now() }, transaction);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
