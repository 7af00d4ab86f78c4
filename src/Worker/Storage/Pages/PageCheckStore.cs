using System.Data.Common;
using Dapper;
using Syndication.Worker.Model.Pages;

namespace Syndication.Worker.Storage.Pages;

/// <summary>Posts that wait until their pages answer. Who moves the time of the next request makes it, so no two workers ask.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Stamps them.</param>
public sealed class PageCheckStore(Database database, TimeProvider time)
{
    private const string Select = "SELECT post_id, since, next_at, attempts, answer, live_at FROM page_checks";

    // A worker that dies while it asks leaves the page to the others after that.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Takes pages that are due to be asked for.</summary>
    public async Task<IReadOnlyList<PageCheck>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = Now();
        var isAny = await database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM page_checks WHERE live_at IS NULL AND next_at <= @now)", new { now }), cancellationToken);
        if (!isAny) return [];
        return await database.WriteAsync<IReadOnlyList<PageCheck>>(async transaction =>
            [.. (await transaction.Connection!.QueryAsync<PageRow>(
                $"""
                UPDATE page_checks SET next_at = @Until, attempts = attempts + 1
                WHERE post_id IN (SELECT post_id FROM page_checks WHERE live_at IS NULL AND next_at <= @now ORDER BY next_at LIMIT @most {database.Dialect.ForUpdateSkipLocked})
                RETURNING post_id, since, next_at, attempts, answer, live_at
                """, new { now, Until = now + (long)Lease.TotalMilliseconds, most }, transaction)).Select(row => row.ToCheck())], cancellationToken);
    }

    /// <summary>Notes an answer, and when to ask again.</summary>
    public Task DelayAsync(string post, string answer, DateTimeOffset nextAt, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE page_checks SET answer = @answer, next_at = @NextAt WHERE post_id = @post AND live_at IS NULL",
            new { post, answer, NextAt = nextAt.ToUnixTimeMilliseconds() }, transaction), cancellationToken);

    /// <summary>Notes that a page answers: its newsletters get the post as their next.</summary>
    public Task EndAsync(string post, string answer, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(
                "UPDATE page_checks SET live_at = @Now, answer = @answer WHERE post_id = @post AND live_at IS NULL", new { post, answer, Now = Now() }, transaction);
            await NumberAsync(transaction, "AND post_id = @post", new { post });
        }, cancellationToken);

    /// <summary>Lets every post go that waits, since pages are not looked at any more.</summary>
    public Task EndAllAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            await NumberAsync(transaction, "", new { });
            await transaction.Connection!.ExecuteAsync("DELETE FROM page_checks WHERE live_at IS NULL", transaction: transaction);
        }, cancellationToken);

    /// <summary>What waits, the longest first.</summary>
    public Task<IReadOnlyList<PageCheck>> ReadWaitingAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PageCheck>>(async connection =>
            [.. (await connection.QueryAsync<PageRow>($"{Select} WHERE live_at IS NULL ORDER BY since, post_id")).Select(row => row.ToCheck())], cancellationToken);

    /// <summary>What is known of a post's page, or null where it never waited.</summary>
    public Task<PageCheck?> FindAsync(string post, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => (await connection.QuerySingleOrDefaultAsync<PageRow>($"{Select} WHERE post_id = @post", new { post }))?.ToCheck(), cancellationToken);

    /// <summary>Makes posts that have just been numbered wait, but for those whose page has answered before.</summary>
    internal static async Task WaitAsync(DbTransaction transaction, string newsletter, IEnumerable<string> posts, long now)
    {
        foreach (var post in posts)
        {
            var row = new { newsletter, post, now };
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO page_checks (post_id, since, next_at) VALUES (@post, @now, @now) ON CONFLICT (post_id) DO NOTHING", row, transaction);
            await transaction.Connection!.ExecuteAsync(
                """
                UPDATE arrivals SET waits = 1 WHERE newsletter = @newsletter AND post_id = @post
                  AND EXISTS (SELECT 1 FROM page_checks p WHERE p.post_id = @post AND p.live_at IS NULL)
                """, row, transaction);
        }
    }

    /// <summary>A waiting post's number may have been passed by watermarks: it gets a new one, above all of them.</summary>
    private async Task NumberAsync(DbTransaction transaction, string which, object parameters)
    {
        var connection = transaction.Connection!;
        // In the order of names, so that two workers never wait for each other; numbers below zero count as announced and stay.
        var waiting = (await connection.QueryAsync<(string Newsletter, string PostId)>(
            $"SELECT newsletter, post_id FROM arrivals WHERE waits = 1 AND arrival > 0 {which} ORDER BY newsletter, arrival", parameters, transaction)).AsList();
        foreach (var newsletter in waiting.GroupBy(row => row.Newsletter, StringComparer.Ordinal))
        {
            var last = await ArrivalStore.LockCounterAsync(transaction, newsletter.Key, database.Dialect);
            foreach (var (name, post) in newsletter)
            {
                last += await connection.ExecuteAsync(
                    "UPDATE arrivals SET arrival = @Number, waits = 0 WHERE newsletter = @name AND post_id = @post AND waits = 1", new { Number = last + 1, name, post }, transaction);
            }

            await ArrivalStore.SetCounterAsync(transaction, newsletter.Key, last);
        }

        await connection.ExecuteAsync($"UPDATE arrivals SET waits = 0 WHERE waits = 1 {which}", parameters, transaction);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed class PageRow
    {
        public string PostId { get; init; } = "";

        public long Since { get; init; }

        public long NextAt { get; init; }

        public long Attempts { get; init; }

        public string Answer { get; init; } = "";

        public long? LiveAt { get; init; }

        public PageCheck ToCheck() => new(
            PostId, DateTimeOffset.FromUnixTimeMilliseconds(Since), DateTimeOffset.FromUnixTimeMilliseconds(NextAt), Attempts, Answer,
            LiveAt is { } live ? DateTimeOffset.FromUnixTimeMilliseconds(live) : null);
    }
}
