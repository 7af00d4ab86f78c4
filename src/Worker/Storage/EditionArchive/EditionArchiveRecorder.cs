using System.Data.Common;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage.EditionArchive;

/// <summary>Takes editions that were sent into the public archive, while their deliveries are still there to tell.</summary>
/// <param name="database">Where both are kept.</param>
public sealed class EditionArchiveRecorder(Database database)
{
    private const int Portion = 100;

    /// <summary>Judges every edition that has ended since the last call. Mailings to all of the newest posts (<c>latest/…</c>) and notices are none.</summary>
    /// <returns>How many were judged.</returns>
    public async Task<int> RecordAsync(CancellationToken cancellationToken)
    {
        var all = 0;
        while (true)
        {
            var ended = await database.ReadAsync(ReadEndedAsync, cancellationToken);
            foreach (var edition in ended)
            {
                var posts = edition.WasSent ? await database.ReadAsync(connection => ReadPostsAsync(connection, edition), cancellationToken) : [];
                await database.WriteAsync(transaction => KeepAsync(transaction, edition, posts), cancellationToken);
            }

            all += ended.Count;
            if (ended.Count < Portion) return all;
        }
    }

    private static async Task<IReadOnlyList<EndedEdition>> ReadEndedAsync(DbConnection connection) =>
        (await connection.QueryAsync<EndedEdition>(
            $"""
            SELECT e.id, e.newsletter, e.schedule, e.through, e.created_at, e.finished_at,
                CASE WHEN a.number IS NOT NULL THEN 1
                    WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id = e.id AND d.state = 'Sent') THEN 1
                    WHEN e.id IN (SELECT edition_id FROM receipts WHERE state = 'Sent') THEN 1 ELSE 0 END AS sent
            FROM editions e LEFT JOIN archived_editions a ON a.edition_id = e.id
            WHERE e.state = 'Done' AND e.finished_at IS NOT NULL AND (a.edition_id IS NULL OR a.judged_at <> e.finished_at)
                AND (e.occurrence LIKE 'now/%' OR substr(e.occurrence, 1, 1) BETWEEN '0' AND '9')
            ORDER BY e.created_at, e.id LIMIT {Portion}
            """)).AsList();

    /// <summary>What the variants hold together, without what only somebody who had missed it got: all that arrived before the archive's last edition of the schedule.</summary>
    private static async Task<IReadOnlyList<EditionPost>> ReadPostsAsync(DbConnection connection, EndedEdition edition)
    {
        var from = await ReadShownAsync(connection, edition);
        var numbers = (await ArrivalStore.ReadAsync(connection, edition.Newsletter, from, edition.Through, null)).ToDictionary(one => one.PostId, one => one.Number, StringComparer.Ordinal);
        var posts = new Dictionary<string, EditionPost>(StringComparer.Ordinal);
        // One by one: there may be as many variants as readers.
        await foreach (var list in connection.QueryUnbufferedAsync<string>("SELECT posts FROM variants WHERE edition_id = @Id", new { edition.Id }))
        {
            foreach (var post in VariantStore.ReadPosts(list).Where(post => numbers.ContainsKey(post.Id))) posts[post.Id] = post;
        }

        return [.. posts.Values.OrderBy(post => numbers[post.Id])];
    }

    private static async Task<long> ReadShownAsync(DbConnection connection, EndedEdition edition)
    {
        var shown = (await connection.QueryAsync<(string Schedule, long Through)>(
            """
            SELECT e.schedule, MAX(e.through) FROM editions e JOIN archived_editions a ON a.edition_id = e.id
            WHERE e.newsletter = @Newsletter AND a.number IS NOT NULL AND e.id <> @Id AND (e.created_at < @CreatedAt OR e.created_at = @CreatedAt AND e.id < @Id)
            GROUP BY e.schedule
            """, edition)).ToDictionary(row => row.Schedule, row => row.Through, StringComparer.Ordinal);
        if (shown.Count == 0) return 0;
        // What went to everybody counts for each schedule; a schedule's first edition begins where the slowest of the others is.
        var toAll = shown.GetValueOrDefault(EditionShare.Everyone);
        if (shown.TryGetValue(edition.Schedule, out var last) && edition.Schedule != EditionShare.Everyone) return Math.Max(toAll, last);
        var others = shown.Where(row => row.Key != EditionShare.Everyone).Select(row => row.Value).ToList();
        return others.Count == 0 ? toAll : Math.Max(toAll, others.Min());
    }

    private async Task KeepAsync(DbTransaction transaction, EndedEdition edition, IReadOnlyList<EditionPost> posts)
    {
        var connection = transaction.Connection!;
        var counter = "edition-archive/" + edition.Newsletter;
        await connection.ExecuteAsync("INSERT INTO counters (name, value) VALUES (@counter, 0) ON CONFLICT (name) DO NOTHING", new { counter }, transaction);
        // The row's lock: two processes that judge the same edition give it one number.
        var last = await connection.ExecuteScalarAsync<long>($"SELECT value FROM counters WHERE name = @counter {database.Dialect.ForUpdate}", new { counter }, transaction);
        var number = await connection.ExecuteScalarAsync<long?>("SELECT number FROM archived_editions WHERE edition_id = @Id", new { edition.Id }, transaction);
        if (number is null && posts.Count > 0)
        {
            number = last + 1;
            await connection.ExecuteAsync("UPDATE counters SET value = @number WHERE name = @counter", new { number, counter }, transaction);
        }

        await connection.ExecuteAsync(
            """
            INSERT INTO archived_editions (edition_id, newsletter, number, posts, sent_at, judged_at) VALUES (@Id, @Newsletter, @number, @Posts, @FinishedAt, @FinishedAt)
            ON CONFLICT (edition_id) DO UPDATE SET number = excluded.number, posts = excluded.posts, judged_at = excluded.judged_at
            """,
            new { edition.Id, edition.Newsletter, number, Posts = JsonSerializer.Serialize(posts, JsonSerializerOptions.Web), edition.FinishedAt }, transaction);
    }

    private sealed class EndedEdition
    {
        public string Id { get; init; } = "";

        public string Newsletter { get; init; } = "";

        public string Schedule { get; init; } = "";

        public long Through { get; init; }

        public long CreatedAt { get; init; }

        public long FinishedAt { get; init; }

        public long Sent { get; init; }

        public bool WasSent => Sent != 0;
    }
}
