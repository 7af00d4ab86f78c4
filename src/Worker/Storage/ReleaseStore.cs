using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Notices;

namespace Syndication.Worker.Storage;

/// <summary>Lets a held newsletter go on.</summary>
/// <param name="database">Where holds and arrivals are kept.</param>
/// <param name="time">Stamps what ends.</param>
public sealed class ReleaseStore(Database database, TimeProvider time)
{
    /// <summary>Ends a newsletter's holds; what it has not announced is due again at its schedules' times.</summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="announcedThrough">Of the posts that the holds are about, those published until then count as announced, in UTC; null: none does.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>How many posts count as announced by this, and how many are due to someone now.</returns>
    public Task<(long Announced, long Waiting)> ReleaseAsync(string newsletter, DateTimeOffset? announcedThrough, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            var counter = await ArrivalStore.LockCounterAsync(transaction, newsletter, database.Dialect);
            var scope = new { Scope = Hold.ScopeOf(newsletter) };
            var holds = (await connection.QueryAsync<(string Kind, long HeldAt)>("SELECT kind, held_at FROM holds WHERE scope = @Scope", scope, transaction)).AsList();
            if (holds.Count == 0) return (0L, 0L);
            var isOlder = holds.Any(hold => hold.Kind == nameof(HoldKind.OlderDatabase));
            if (isOlder && announcedThrough is { } since) await EndEditionsAsync(transaction, newsletter, since);
            // What an older database holds was mailed since to readers whom it still has waiting for it; else only what came with the hold is in question.
            var from = isOlder ? 0 : holds.Min(hold => hold.HeldAt);
            var announced = announcedThrough is { } until ? await AnnounceAsync(transaction, newsletter, from, until) : 0;
            await NoticeStore.ReleaseAsync(transaction, newsletter, from, announcedThrough);
            var through = await ArrivalStore.ReadAnnouncedAsync(connection, newsletter, transaction);
            var waiting = await connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM arrivals WHERE newsletter = @newsletter AND arrival > @through", new { newsletter, through }, transaction);
            await connection.ExecuteAsync("DELETE FROM holds WHERE scope = @Scope", scope, transaction);
            await ServiceStateStore.WriteAsync(transaction, ArrivalStore.ReleasedOf(newsletter), counter.ToString(CultureInfo.InvariantCulture));
            return (announced, waiting);
        }, cancellationToken);

    /// <summary>A number below zero is above nobody's watermark, and its post is never numbered again.</summary>
    private static async Task<long> AnnounceAsync(DbTransaction transaction, string newsletter, long from, DateTimeOffset until) =>
        await transaction.Connection!.ExecuteAsync(
            """
            UPDATE arrivals SET arrival = -arrival WHERE newsletter = @newsletter AND arrival > 0 AND arrived_at >= @from
              AND post_id IN (SELECT id FROM posts WHERE published <= @Until)
            """, new { newsletter, from, Until = until.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>What an older database still has as being planned or waiting has long gone out.</summary>
    private async Task EndEditionsAsync(DbTransaction transaction, string newsletter, DateTimeOffset until)
    {
        var parameters = new { newsletter, Until = until.ToUnixTimeMilliseconds(), Now = time.GetUtcNow().ToUnixTimeMilliseconds() };
        const string Editions = "edition_id IN (SELECT id FROM editions WHERE newsletter = @newsletter AND created_at <= @Until)";
        await transaction.Connection!.ExecuteAsync($"UPDATE edition_zones SET planned_at = @Now WHERE planned_at IS NULL AND {Editions}", parameters, transaction);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE editions SET state = 'Sending' WHERE newsletter = @newsletter AND created_at <= @Until AND state = 'Planning'", parameters, transaction);
        const string Waiting = $"kind = 'Digest' AND state IN ('Queued', 'Leased', 'Deferred') AND {Editions}";
        await transaction.Connection!.ExecuteAsync($"UPDATE notice_readers SET delivery_id = '' WHERE delivery_id IN (SELECT id FROM deliveries WHERE {Waiting})", parameters, transaction);
        await transaction.Connection!.ExecuteAsync(
            $"""
            UPDATE deliveries SET state = 'Cancelled', ranges = '', lease_owner = NULL, finished_at = @Now, reply = 'counted as announced'
            WHERE {Waiting}
            """, parameters, transaction);
    }
}
