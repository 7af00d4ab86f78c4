using System.Data.Common;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Confirmation mails on their way to the dispatcher: deliveries of kind Confirmation.</summary>
public static class ConfirmationQueue
{
    /// <summary>Queues the request to confirm a subscription and returns the delivery's id.</summary>
    public static async Task<string> AddAsync(DbTransaction transaction, string subscriptionId, DateTimeOffset now)
    {
        var id = RandomId.New();
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO deliveries (id, kind, subscription_id, state, due_at, created_at)
            VALUES (@id, 'Confirmation', @subscriptionId, 'Queued', @now, @now)
            """,
            new { id, subscriptionId, now = now.ToUnixTimeMilliseconds() }, transaction);
        return id;
    }

    /// <summary>How many confirmation mails of a subscriber were queued after <paramref name="after"/>, in all.</summary>
    public static Task<long> CountOfSubscriberAsync(DbTransaction transaction, string subscriberId, DateTimeOffset after) =>
        transaction.Connection!.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*) FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id
            WHERE s.subscriber_id = @subscriberId AND d.kind = 'Confirmation' AND d.created_at > @after
            """,
            new { subscriberId, after = after.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Whether a subscription's confirmation mail still waits to be sent, or was queued after <paramref name="after"/>.</summary>
    public static async Task<bool> IsRecentAsync(DbTransaction transaction, string subscriptionId, DateTimeOffset after) =>
        await transaction.Connection!.ExecuteScalarAsync<long>(
            """
            SELECT COUNT(*) FROM deliveries
            WHERE subscription_id = @subscriptionId AND kind = 'Confirmation'
              AND (created_at > @after OR state IN ('Queued', 'Leased', 'Sending', 'Deferred'))
            """,
            new { subscriptionId, after = after.ToUnixTimeMilliseconds() }, transaction) > 0;
}
