using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Pages;

namespace Syndication.Worker.Storage;

/// <summary>The arrivals of each newsletter. A number is given once and never changed; a removed post keeps its row.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Stamps them.</param>
public sealed class ArrivalStore(Database database, TimeProvider time)
{
    /// <summary>The posts that have a number, or null when the newsletter has never started.</summary>
    public Task<HashSet<string>?> ReadKnownAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var counter = await connection.ExecuteScalarAsync<long?>("SELECT value FROM counters WHERE name = @Name", new { Name = CounterOf(newsletter) });
            if (counter is null) return null;
            var ids = await connection.QueryAsync<string>("SELECT post_id FROM arrivals WHERE newsletter = @newsletter", new { newsletter });
            return ids.ToHashSet(StringComparer.Ordinal);
        }, cancellationToken);

    /// <summary>
    /// Numbers posts that have none yet. When the newsletter has never started, <paramref name="old"/> are numbered first and
    /// every subscription's watermark is raised over them, so that nobody is mailed what was there before.
    /// </summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="old">Identities that count as announced on a first start, in the order of their numbers; on a later one they are numbered as any.</param>
    /// <param name="fresh">Identities that are new, in the order of their numbers.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>How many posts count as new.</returns>
    public Task<int> AddAsync(string newsletter, IReadOnlyList<string> old, IReadOnlyList<string> fresh, CancellationToken cancellationToken) =>
        AddAsync(newsletter, old, fresh, null, false, cancellationToken);

    /// <inheritdoc cref="AddAsync(string, IReadOnlyList{string}, IReadOnlyList{string}, CancellationToken)"/>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="old">Identities that count as announced on a first start, in the order of their numbers.</param>
    /// <param name="fresh">Identities that are new, in the order of their numbers.</param>
    /// <param name="hold">Comes into force with the numbers, so that no plan gets between; null for none.</param>
    /// <param name="waits">Whether the new ones wait for their pages.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<int> AddAsync(string newsletter, IReadOnlyList<string> old, IReadOnlyList<string> fresh, Hold? hold, bool waits, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            if (hold is not null) await HoldStore.SetAsync(transaction, hold, []);
            var first = await connection.ExecuteAsync(
                "INSERT INTO counters (name, value) VALUES (@Name, 0) ON CONFLICT (name) DO NOTHING", new { Name = CounterOf(newsletter) }, transaction) == 1;
            // The row's lock makes numbers commit in their order: none appears below one that a plan has already passed.
            var counter = await LockCounterAsync(transaction, newsletter, database.Dialect);
            var baseline = await NumberAsync(transaction, newsletter, old, counter);
            if (first) await StartAsync(transaction, newsletter, baseline);
            var last = await NumberAsync(transaction, newsletter, fresh, baseline);
            if (waits) await PageCheckStore.WaitAsync(transaction, newsletter, fresh, time.GetUtcNow().ToUnixTimeMilliseconds());
            // What a first start looks back on is what ops asked for.
            if (first) await ServiceStateStore.WriteAsync(transaction, ReleasedOf(newsletter), last.ToString(CultureInfo.InvariantCulture));
            await SetCounterAsync(transaction, newsletter, last);
            return (int)(last - (first ? baseline : counter));
        }, cancellationToken);

    /// <summary>The revision of the identity ledger that arrivals were numbered from, at the least.</summary>
    public Task<long> ReadLedgerRevisionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => await connection.ExecuteScalarAsync<long?>(
            "SELECT value FROM counters WHERE name = @Name", new { Name = PostStore.RevisionCounter }) ?? 0, cancellationToken);

    /// <summary>The newsletter's highest number; zero before its first start.</summary>
    public Task<long> ReadCounterAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadCounterAsync(connection, newsletter, null), cancellationToken);

    /// <summary>The highest number such that it and all below arrived at or before an instant.</summary>
    public Task<long> ReadSettledAsync(string newsletter, DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var unsettled = await connection.ExecuteScalarAsync<long?>(
                "SELECT MIN(arrival) FROM arrivals WHERE newsletter = @newsletter AND arrived_at > @Before AND arrival > 0",
                new { newsletter, Before = before.ToUnixTimeMilliseconds() });
            return unsettled - 1 ?? await ReadCounterAsync(connection, newsletter, null);
        }, cancellationToken);

    /// <summary>What was announced to anyone who was there: the highest number of an edition, else of the first start.</summary>
    public Task<long> ReadAnnouncedAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadAnnouncedAsync(connection, newsletter, null), cancellationToken);

    /// <summary>How many posts arrived since an instant that nobody was sent and ops have not released.</summary>
    public Task<long> CountUnannouncedAsync(string newsletter, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var announced = await ReadAnnouncedAsync(connection, newsletter, null);
            var released = await connection.ExecuteScalarAsync<string?>("SELECT value FROM service_state WHERE name = @Name", new { Name = ReleasedOf(newsletter) });
            var from = Math.Max(announced, released is null ? 0 : long.Parse(released, CultureInfo.InvariantCulture));
            return await connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM arrivals WHERE newsletter = @newsletter AND arrival > @from AND arrived_at >= @Since",
                new { newsletter, from, Since = since.ToUnixTimeMilliseconds() });
        }, cancellationToken);

    /// <summary>The arrivals above a number, in ascending order, but for posts that wait for their pages.</summary>
    public Task<IReadOnlyList<Arrival>> ReadAboveAsync(string newsletter, long number, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => ReadAsync(connection, newsletter, number, long.MaxValue, null), cancellationToken);

    /// <summary>When a post arrived at each newsletter, in UTC, with its number; one below zero counts as announced.</summary>
    public Task<IReadOnlyDictionary<string, (long Number, DateTimeOffset At)>> ReadOfPostAsync(string post, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, (long Number, DateTimeOffset At)>>(async connection =>
            (await connection.QueryAsync<(string Newsletter, long Number, long At)>(
                "SELECT newsletter, arrival, arrived_at FROM arrivals WHERE post_id = @post", new { post }))
            .ToDictionary(row => row.Newsletter, row => (row.Number, DateTimeOffset.FromUnixTimeMilliseconds(row.At)), StringComparer.Ordinal), cancellationToken);

    internal static async Task<IReadOnlyList<Arrival>> ReadAsync(
        DbConnection connection, string newsletter, long from, long through, DbTransaction? transaction)
    {
        var rows = await connection.QueryAsync<(string PostId, long Number)>(
            "SELECT post_id, arrival FROM arrivals WHERE newsletter = @newsletter AND arrival > @from AND arrival <= @through AND waits = 0 ORDER BY arrival",
            new { newsletter, from, through }, transaction);
        return [.. rows.Select(row => new Arrival(row.PostId, row.Number))];
    }

    /// <summary>Locks the newsletter's numbers for the transaction and returns the highest; zero before its first start.</summary>
    internal static async Task<long> LockCounterAsync(DbTransaction transaction, string newsletter, SqlDialect dialect) =>
        await transaction.Connection!.ExecuteScalarAsync<long?>(
            $"SELECT value FROM counters WHERE name = @Name {dialect.ForUpdate}", new { Name = CounterOf(newsletter) }, transaction) ?? 0;

    /// <summary>Notes the newsletter's highest number, which <see cref="LockCounterAsync"/> has locked.</summary>
    internal static Task SetCounterAsync(DbTransaction transaction, string newsletter, long last) =>
        transaction.Connection!.ExecuteAsync("UPDATE counters SET value = @last WHERE name = @Name", new { last, Name = CounterOf(newsletter) }, transaction);

    internal static async Task<long> ReadAnnouncedAsync(DbConnection connection, string newsletter, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<long?>(
            "SELECT MAX(through) FROM editions WHERE newsletter = @newsletter AND occurrence NOT LIKE 'latest/%' AND occurrence NOT LIKE 'notice/%'", new { newsletter }, transaction)
        ?? await connection.ExecuteScalarAsync<long?>("SELECT value FROM counters WHERE name = @Name", new { Name = BaselineOf(newsletter) }, transaction)
        ?? 0;

    /// <summary>Where the highest number at the last release is kept.</summary>
    internal static string ReleasedOf(string newsletter) => "released/" + newsletter;

    private static async Task<long> ReadCounterAsync(DbConnection connection, string newsletter, DbTransaction? transaction) =>
        await connection.ExecuteScalarAsync<long?>("SELECT value FROM counters WHERE name = @Name", new { Name = CounterOf(newsletter) }, transaction) ?? 0;

    private static async Task StartAsync(DbTransaction transaction, string newsletter, long baseline)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync("INSERT INTO counters (name, value) VALUES (@Name, @baseline)", new { Name = BaselineOf(newsletter), baseline }, transaction);
        await connection.ExecuteAsync(
            "UPDATE subscriptions SET announced_through = @baseline WHERE newsletter = @newsletter AND announced_through < @baseline",
            new { newsletter, baseline }, transaction);
    }

    private async Task<long> NumberAsync(DbTransaction transaction, string newsletter, IReadOnlyList<string> posts, long last)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var post in posts)
        {
            last += await transaction.Connection!.ExecuteAsync(
                "INSERT INTO arrivals (newsletter, post_id, arrival, arrived_at) VALUES (@newsletter, @post, @Number, @now) ON CONFLICT (newsletter, post_id) DO NOTHING",
                new { newsletter, post, Number = last + 1, now }, transaction);
        }

        return last;
    }

    private static string CounterOf(string newsletter) => "arrivals/" + newsletter;

    private static string BaselineOf(string newsletter) => "baseline/" + newsletter;
}
