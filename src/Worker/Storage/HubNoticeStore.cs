using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>What outside hubs are still to be told.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="time">Tells what is due.</param>
internal sealed class HubNoticeStore(Database database, TimeProvider time)
{
    /// <summary>Most feeds of one notice.</summary>
    public const int MostFeeds = 100;

    /// <summary>Forgets what hubs were to be told that are configured no longer.</summary>
    public Task KeepOnlyAsync(IReadOnlyCollection<string> hubs, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                $"DELETE FROM hub_notices WHERE NOT (hub {database.Dialect.AnyOf("Hubs")})", new { Hubs = hubs.ToArray() }, transaction),
            cancellationToken);

    /// <summary>Claims a notice for each hub that has one due.</summary>
    /// <param name="busy">Hubs that are being told something.</param>
    /// <param name="most">Most hubs.</param>
    /// <param name="claim">How long the claim holds if its worker dies.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<HubNotice>> ClaimAsync(IReadOnlyCollection<string> busy, int most, TimeSpan claim, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<HubNotice>>(async transaction =>
        {
            var connection = transaction.Connection!;
            var hubs = await connection.QueryAsync<string>(
                $"SELECT hub FROM hub_notices WHERE due_at <= @Now AND NOT (hub {database.Dialect.AnyOf("Busy")}) GROUP BY hub ORDER BY MIN(due_at) LIMIT @most",
                new { Now, Busy = busy.ToArray(), most }, transaction);
            var notices = new List<HubNotice>();
            foreach (var hub in hubs)
            {
                var rows = (await connection.QueryAsync<(string Path, long Revision, long Attempts)>(
                    $"SELECT path, revision, attempts FROM hub_notices WHERE hub = @hub AND due_at <= @Now ORDER BY path LIMIT {MostFeeds} {database.Dialect.ForUpdateSkipLocked}",
                    new { hub, Now }, transaction)).AsList();
                if (rows.Count == 0) continue;
                await connection.ExecuteAsync(
                    $"UPDATE hub_notices SET due_at = @Until WHERE hub = @hub AND path {database.Dialect.AnyOf("Paths")}",
                    new { hub, Until = Now + (long)claim.TotalMilliseconds, Paths = rows.Select(row => row.Path).ToArray() }, transaction);
                notices.Add(new HubNotice(hub, rows.Max(row => row.Attempts), [.. rows.Select(row => (row.Path, row.Revision))]));
            }

            return notices;
        }, cancellationToken);

    /// <summary>Ends a notice; what changed again meanwhile, and what else waited for the hub, is due at once.</summary>
    public Task SettleAsync(HubNotice notice, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            foreach (var (path, revision) in notice.Feeds)
            {
                await connection.ExecuteAsync(
                    "DELETE FROM hub_notices WHERE hub = @Hub AND path = @path AND revision = @revision", new { notice.Hub, path, revision }, transaction);
            }

            await connection.ExecuteAsync("UPDATE hub_notices SET attempts = 0, due_at = @Now WHERE hub = @Hub", new { notice.Hub, Now }, transaction);
        }, cancellationToken);

    /// <summary>Lets everything for a hub wait.</summary>
    public Task PostponeAsync(HubNotice notice, TimeSpan delay, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE hub_notices SET attempts = @Attempts, due_at = @Due WHERE hub = @Hub",
                new { notice.Hub, Attempts = notice.Attempts + 1, Due = Now + (long)delay.TotalMilliseconds }, transaction),
            cancellationToken);

    /// <summary>How many feeds each hub is still to be told of.</summary>
    public Task<IReadOnlyList<(string Hub, long Feeds)>> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string Hub, long Feeds)>>(
            async connection => [.. await connection.QueryAsync<(string, long)>("SELECT hub, COUNT(*) FROM hub_notices GROUP BY hub ORDER BY hub")], cancellationToken);

    /// <summary>The hubs that could not be told of changed feeds for as many tries, with how many feeds those are.</summary>
    public Task<IReadOnlyList<(string Hub, long Feeds)>> ReadTroubledAsync(int attempts, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string Hub, long Feeds)>>(
            async connection => [.. await connection.QueryAsync<(string, long)>(
                "SELECT hub, COUNT(*) FROM hub_notices GROUP BY hub HAVING MAX(attempts) >= @attempts ORDER BY hub", new { attempts })], cancellationToken);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
