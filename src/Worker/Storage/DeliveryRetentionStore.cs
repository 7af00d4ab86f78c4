using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Forgets how messages went that have long ended; what a reader was sent stays in the receipts.</summary>
/// <param name="database">Where deliveries are kept.</param>
public sealed class DeliveryRetentionStore(Database database)
{
    private const int Portion = 5_000;

    /// <summary>Deletes deliveries that ended before a time, in portions, so that no transaction holds up an unsubscription.</summary>
    /// <remarks>A delivery that ended without being accepted, and whose posts and notices no other has taken over, still owes them to a reader who has not left; so it stays. So does all of an edition that is not done.</remarks>
    /// <param name="before">The time, in UTC.</param>
    /// <param name="cancellationToken">Ends it between portions.</param>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var all = 0;
        while (true)
        {
            var gone = await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
                """
                DELETE FROM deliveries WHERE id IN (
                    SELECT d.id FROM deliveries d
                    WHERE d.finished_at < @before
                      AND (d.edition_id IS NULL OR EXISTS (SELECT 1 FROM editions e WHERE e.id = d.edition_id AND e.state IN ('Done', 'Cancelled')))
                      AND (d.state IN ('Sent', 'Unknown')
                        OR ((d.ranges = '' OR d.superseded_by IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM notice_readers r WHERE r.delivery_id = d.id))
                        OR EXISTS (SELECT 1 FROM subscriptions s WHERE s.id = d.subscription_id AND s.state = 'Unsubscribed'))
                    LIMIT @Portion)
                """, new { before = before.ToUnixTimeMilliseconds(), Portion }, transaction), cancellationToken);
            all += gone;
            if (gone < Portion) return all;
        }
    }
}
