using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>The verified subscriptions of the built-in hub, and which of them are to be served.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Tells what is due and what has ended.</param>
internal sealed class HubSubscriptionStore(Database database, TimeProvider time)
{
    /// <summary>Does what a verified request asked for, unless a newer request has replaced it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expiresAt">When the lease ends.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<bool> FulfilAsync(HubRequest request, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(request);
            if (!await HubRequestStore.TakeAsync(transaction, request.Id)) return false;
            var sql = request.Mode == HubMode.Unsubscribe
                ? "DELETE FROM hub_subscriptions WHERE subscription_key = @Key"
                // Who is back gets at once what could not be delivered.
                : """
                INSERT INTO hub_subscriptions (id, subscription_key, path, topic, callback, host, secret, expires_at, revision, attempts, due_at)
                VALUES (@Id, @Key, @Path, @Topic, @Callback, @Host, @Secret, @ExpiresAt, 0, 0, NULL)
                ON CONFLICT (subscription_key) DO UPDATE SET topic = excluded.topic, secret = excluded.secret, expires_at = excluded.expires_at, attempts = 0,
                    due_at = CASE WHEN hub_subscriptions.attempts > 0 THEN @Now ELSE hub_subscriptions.due_at END
                """;
            await transaction.Connection!.ExecuteAsync(sql, new
            {
                Id = RandomId.New(),
                Key = HubRequestStore.KeyOf(request.Path, request.Callback),
                request.Path,
                request.Topic,
                request.Callback,
                request.Host,
                request.Secret,
                ExpiresAt = expiresAt.ToUnixTimeMilliseconds(),
                Now,
            }, transaction);
            return true;
        }, cancellationToken);

    /// <summary>Claims subscriptions that are to be served, the longest waiting first.</summary>
    /// <param name="busy">Hosts that are being served.</param>
    /// <param name="mostPerHost">Most of one host.</param>
    /// <param name="most">Most in all.</param>
    /// <param name="claim">How long the claim holds if its worker dies.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<HubDelivery>> ClaimAsync(IReadOnlyCollection<string> busy, int mostPerHost, int most, TimeSpan claim, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<HubDelivery>>(async transaction =>
        {
            var claimed = (await transaction.Connection!.QueryAsync<HubDelivery>(
                $"""
                SELECT id, path, callback, host, secret, revision, attempts FROM hub_subscriptions
                WHERE due_at <= @Now AND id IN (
                    SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY host ORDER BY due_at, id) AS place FROM hub_subscriptions
                                    WHERE due_at <= @Now AND expires_at > @Now AND NOT (host {database.Dialect.AnyOf("Busy")})) AS waiting WHERE place <= @mostPerHost)
                ORDER BY due_at, id LIMIT @most {database.Dialect.ForUpdateSkipLocked}
                """, new { Now, Busy = busy.ToArray(), mostPerHost, most }, transaction)).AsList();
            if (claimed.Count == 0) return [];
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE hub_subscriptions SET due_at = @Until WHERE id {database.Dialect.AnyOf("Ids")}",
                new { Until = Now + (long)claim.TotalMilliseconds, Ids = claimed.Select(delivery => delivery.Id).ToArray() }, transaction);
            return claimed;
        }, cancellationToken);

    /// <summary>Ends a delivery, done or given up; a feed that changed meanwhile is due at once.</summary>
    public Task SettleAsync(HubDelivery delivery, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE hub_subscriptions SET attempts = 0, due_at = CASE WHEN revision = @Revision THEN NULL ELSE CAST(@Now AS BIGINT) END WHERE id = @Id",
                new { delivery.Id, delivery.Revision, Now }, transaction),
            cancellationToken);

    /// <summary>Lets a delivery wait after a failure.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="attempts">Failures in a row.</param>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task PostponeAsync(HubDelivery delivery, long attempts, TimeSpan delay, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE hub_subscriptions SET attempts = @attempts, due_at = @Due WHERE id = @Id",
                new { delivery.Id, attempts, Due = Now + (long)delay.TotalMilliseconds }, transaction),
            cancellationToken);

    /// <summary>Ends a subscription.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("DELETE FROM hub_subscriptions WHERE id = @id", new { id }, transaction), cancellationToken);

    /// <summary>Ends a subscription whose feed is gone, and lets its subscriber be told.</summary>
    public Task DenyAsync(HubDelivery delivery, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(delivery);
            var topic = await transaction.Connection!.QuerySingleOrDefaultAsync<string>("SELECT topic FROM hub_subscriptions WHERE id = @Id", new { delivery.Id }, transaction);
            if (topic is null) return;
            await transaction.Connection!.ExecuteAsync("DELETE FROM hub_subscriptions WHERE id = @Id", new { delivery.Id }, transaction);
            var denial = new HubRequest { Id = RandomId.New(), Mode = HubMode.Denied, Path = delivery.Path, Topic = topic, Callback = delivery.Callback, Host = delivery.Host };
            await HubRequestStore.InsertAsync(transaction, denial, time.GetUtcNow());
        }, cancellationToken);

    /// <summary>Deletes subscriptions whose lease has ended.</summary>
    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync("DELETE FROM hub_subscriptions WHERE expires_at <= @Now", new { Now }, transaction), cancellationToken);

    /// <summary>The subscriptions in force, by callback host.</summary>
    public Task<IReadOnlyList<HubHost>> CountByHostAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HubHost>>(async connection => [.. await connection.QueryAsync<HubHost>(
            """
            SELECT host, COUNT(*) AS subscriptions, COUNT(*) FILTER (WHERE attempts > 0) AS failing, MAX(expires_at) AS last_expiry
            FROM hub_subscriptions WHERE expires_at > @Now GROUP BY host ORDER BY COUNT(*) DESC, host
            """, new { Now })], cancellationToken);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
