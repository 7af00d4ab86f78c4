using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>What was asked of the built-in hub and waits for the callback's word.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="time">Tells what is due.</param>
internal sealed class HubRequestStore(Database database, TimeProvider time)
{
    /// <summary>Takes a request up, unless there are too many; it replaces an older one of the same subscriber for the same feed.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mostPerHost">Most subscriptions and requests of one callback host.</param>
    /// <param name="most">Most subscriptions and requests in all.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<HubAcceptance> AddAsync(HubRequest request, int mostPerHost, int most, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(request);
            // The row's lock lets one request be counted at a time, so that together they cannot pass a limit.
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO counters (name, value) VALUES ('hub-requests', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1", transaction: transaction);
            var acceptance = await JudgeAsync(transaction, request, mostPerHost, most);
            if (acceptance == HubAcceptance.Accepted) await InsertAsync(transaction, request, time.GetUtcNow());
            return acceptance;
        }, cancellationToken);

    /// <summary>Claims requests whose callback is to be asked, the oldest first.</summary>
    /// <param name="busy">Hosts that are being asked something.</param>
    /// <param name="mostPerHost">Most of one host.</param>
    /// <param name="most">Most in all.</param>
    /// <param name="claim">How long the claim holds if its worker dies.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<HubRequest>> ClaimAsync(IReadOnlyCollection<string> busy, int mostPerHost, int most, TimeSpan claim, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<HubRequest>>(async transaction =>
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var claimed = (await transaction.Connection!.QueryAsync<HubRequest>(
                $"""
                SELECT id, mode, path, topic, callback, host, secret, lease_seconds, attempts FROM hub_requests
                WHERE due_at <= @now AND id IN (
                    SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY host ORDER BY due_at, id) AS place FROM hub_requests
                                    WHERE due_at <= @now AND NOT (host {database.Dialect.AnyOf("Busy")})) AS waiting WHERE place <= @mostPerHost)
                ORDER BY due_at, id LIMIT @most {database.Dialect.ForUpdateSkipLocked}
                """, new { now, Busy = busy.ToArray(), mostPerHost, most }, transaction)).AsList();
            if (claimed.Count == 0) return [];
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE hub_requests SET due_at = @Until WHERE id {database.Dialect.AnyOf("Ids")}",
                new { Until = now + (long)claim.TotalMilliseconds, Ids = claimed.Select(request => request.Id).ToArray() }, transaction);
            return claimed;
        }, cancellationToken);

    /// <summary>Lets a request wait after a failure.</summary>
    public Task PostponeAsync(HubRequest request, TimeSpan delay, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE hub_requests SET attempts = @Attempts, due_at = @Due WHERE id = @Id",
                new { request.Id, Attempts = request.Attempts + 1, Due = (time.GetUtcNow() + delay).ToUnixTimeMilliseconds() }, transaction),
            cancellationToken);

    /// <summary>Drops a request; what it was about stays as it is.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(transaction => TakeAsync(transaction, id), cancellationToken);

    /// <summary>Names a subscription: one callback has one for each feed (WebSub §5.1).</summary>
    internal static string KeyOf(string path, string callback) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path + "\n" + callback)));

    /// <summary>Removes a request and says whether it was still the subscriber's newest.</summary>
    internal static async Task<bool> TakeAsync(DbTransaction transaction, string id) =>
        await transaction.Connection!.ExecuteAsync("DELETE FROM hub_requests WHERE id = @id", new { id }, transaction) > 0;

    /// <summary>Adds a request, due at once, in place of an older one.</summary>
    internal static Task InsertAsync(DbTransaction transaction, HubRequest request, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO hub_requests (id, subscription_key, mode, path, topic, callback, host, secret, lease_seconds, attempts, due_at)
            VALUES (@Id, @Key, @Mode, @Path, @Topic, @Callback, @Host, @Secret, @LeaseSeconds, 0, @Now)
            ON CONFLICT (subscription_key) DO UPDATE SET id = excluded.id, mode = excluded.mode, topic = excluded.topic,
                secret = excluded.secret, lease_seconds = excluded.lease_seconds, attempts = 0, due_at = excluded.due_at
            """,
            new
            {
                request.Id,
                Key = KeyOf(request.Path, request.Callback),
                Mode = request.Mode.ToString(),
                request.Path,
                request.Topic,
                request.Callback,
                request.Host,
                request.Secret,
                request.LeaseSeconds,
                Now = now.ToUnixTimeMilliseconds(),
            }, transaction);

    private static async Task<HubAcceptance> JudgeAsync(DbTransaction transaction, HubRequest request, int mostPerHost, int most)
    {
        var connection = transaction.Connection!;
        var parameters = new { Key = KeyOf(request.Path, request.Callback), request.Host };
        // A renewal takes no new place.
        if (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM hub_subscriptions WHERE subscription_key = @Key", parameters, transaction) > 0) return HubAcceptance.Accepted;
        var ofHost = await CountOthersAsync("WHERE host = @Host AND subscription_key <> @Key");
        if (ofHost >= mostPerHost) return HubAcceptance.HostIsFull;
        return await CountOthersAsync("WHERE subscription_key <> @Key") >= most ? HubAcceptance.HubIsFull : HubAcceptance.Accepted;

        Task<long> CountOthersAsync(string where) => connection.ExecuteScalarAsync<long>(
            $"SELECT COUNT(*) FROM (SELECT subscription_key FROM hub_subscriptions {where} UNION SELECT subscription_key FROM hub_requests {where}) AS others",
            parameters, transaction);
    }
}
