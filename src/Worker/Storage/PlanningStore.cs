using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Notices;

namespace Syndication.Worker.Storage;

/// <summary>Plans an edition's share in portions: deliveries, watermarks and the cursor move in one transaction each.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Stamps them.</param>
public sealed class PlanningStore(Database database, TimeProvider time)
{
    private const string SelectReaders =
        """
        SELECT s.id, s.announced_through, s.tags, s.confirmed_at, p.language, p.text_only
        FROM subscriptions s JOIN subscribers p ON p.id = s.subscriber_id
        """;

    // A statement for each row is slow on a network; and SQLite looks parameters up by name one by one, so that a thousand of them take most of a plan's time.
    private const int RowsAtOnce = 40;

    private static readonly (string Id, string Reader, string Key, string Ranges)[] Names =
        [.. Enumerable.Range(0, RowsAtOnce).Select(row => (Name("i", row), Name("s", row), Name("v", row), Name("r", row)))];

    private static readonly string InsertMany = InsertOf(RowsAtOnce);

    /// <summary>Decides for a page of readers, given the newsletter's arrivals that may be due to any of them.</summary>
    public delegate IReadOnlyList<PlannedDelivery> Decision(IReadOnlyList<PlanningReader> readers, IReadOnlyList<Arrival> arrivals);

    /// <summary>Plans the next portion of a share; a planner that was killed left whole portions, and the next one goes on behind them.</summary>
    /// <param name="share">The share.</param>
    /// <param name="moveWatermarks">Whether readers count as told; false for mailings that stand beside the schedule.</param>
    /// <param name="decide">What each reader gets.</param>
    /// <param name="size">Most readers in the portion.</param>
    /// <param name="cancellationToken">Gives up between portions.</param>
    public Task<PortionResult> PlanNextAsync(EditionShare share, bool moveWatermarks, Decision decide, int size, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(share);
            ArgumentNullException.ThrowIfNull(decide);
            var connection = transaction.Connection!;
            var cursor = await connection.ExecuteScalarAsync<string?>(
                $"SELECT cursor FROM edition_zones WHERE edition_id = @Id AND time_zone = @TimeZone AND planned_at IS NULL {database.Dialect.ForUpdate}",
                new { share.Edition.Id, share.TimeZone }, transaction);
            if (cursor is null) return new PortionResult(0, true);
            var readers = await ReadReadersAsync(connection, transaction, share, cursor, size);
            var lowest = readers.Count == 0 ? 0 : readers.Min(LowestOf);
            var arrivals = await ArrivalStore.ReadAsync(connection, share.Edition.Newsletter, lowest, share.Edition.Through, transaction);
            var planned = decide(readers, arrivals);
            var written = await WriteAsync(transaction, share, planned);
            if (moveWatermarks) await MoveWatermarksAsync(transaction, share.Edition.Through, readers);
            var finished = readers.Count < size;
            if (finished) await EditionStore.EndPlanningAsync(transaction, share, Now());
            else await MoveCursorAsync(transaction, share, readers[^1].SubscriptionId);
            return new PortionResult(written, finished);
        }, cancellationToken);

    /// <summary>The confirmed readers of a share behind a cursor, by identifier, as a plan would find them; it locks and changes nothing.</summary>
    /// <param name="share">The share, which need not exist.</param>
    /// <param name="cursor">The last identifier of the page before; empty for the first.</param>
    /// <param name="size">Most readers.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<PlanningReader>> ReadReadersAsync(EditionShare share, string cursor, int size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(share);
        return database.ReadAsync(connection => ReadReadersAsync(connection, null, share, cursor, size), cancellationToken);
    }

    /// <summary>One reader as a plan of a share would find it, whatever the subscription's state; or null.</summary>
    public Task<PlanningReader?> FindReaderAsync(EditionShare share, string subscriptionId, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var rows = (await connection.QueryAsync<ReaderRow>($"{SelectReaders} WHERE s.id = @subscriptionId", new { subscriptionId })).AsList();
            return (await ReadReadersAsync(connection, null, share, rows)).FirstOrDefault();
        }, cancellationToken);

    /// <summary>Arrivals above this may be due to a reader.</summary>
    internal static long LowestOf(PlanningReader reader) =>
        reader.Unaccepted.Aggregate(reader.AnnouncedThrough, (lowest, open) => open.Ranges.IsEmpty ? lowest : Math.Min(lowest, open.Ranges.Lowest));

    private async Task<IReadOnlyList<PlanningReader>> ReadReadersAsync(DbConnection connection, DbTransaction? transaction, EditionShare share, string cursor, int size)
    {
        var everyone = share.TimeZone == EditionShare.Everyone;
        var schedule = share.Edition.Schedule == EditionShare.Everyone ? "" : "AND s.schedule = @Schedule";
        var zone = everyone ? "" : "AND COALESCE(s.time_zone, @DefaultTimeZone) = @TimeZone";
        var told = share.IsNotice ? "AND " + NoticeReaderStore.IsDueAtOnce : "";
        // NO KEY: a receipt's foreign key locks its subscription's key, and a group of them would wait for a plan's portion, or deadlock with it.
        var lockRows = transaction is not null && database.Dialect.Provider == StorageProvider.Postgres ? "FOR NO KEY UPDATE OF s" : "";
        var rows = (await connection.QueryAsync<ReaderRow>(
            $"""
            {SelectReaders} WHERE s.newsletter = @Newsletter {schedule} AND s.state = 'Confirmed' AND s.id > @cursor {zone} {told}
            ORDER BY s.id LIMIT @size {lockRows}
            """,
            new { share.Edition.Newsletter, share.Edition.Schedule, share.TimeZone, share.DefaultTimeZone, share.NoticesThrough, cursor, size }, transaction)).AsList();
        return await ReadReadersAsync(connection, transaction, share, rows);
    }

    private async Task<IReadOnlyList<PlanningReader>> ReadReadersAsync(DbConnection connection, DbTransaction? transaction, EditionShare share, List<ReaderRow> rows)
    {
        if (rows.Count == 0) return [];
        var open = await ReadUnacceptedAsync(connection, transaction, rows);
        var notices = await NoticeReaderStore.ReadDueAsync(connection, transaction, share.Edition.Newsletter, (rows[0].Id, rows[^1].Id), share.NoticesThrough, share.IsNotice);
        return [.. rows.Select(row => new PlanningReader(
            row.Id, row.AnnouncedThrough, row.Tags is null ? null : JsonSerializer.Deserialize<ImmutableArray<string>>(row.Tags),
            row.Language, row.TextOnly != 0, [.. open[row.Id]]) { Notices = [.. notices[row.Id]] })];
    }

    private async Task<ILookup<string, UnacceptedDelivery>> ReadUnacceptedAsync(DbConnection connection, DbTransaction? transaction, List<ReaderRow> readers)
    {
        var confirmed = readers.ToDictionary(row => row.Id, row => row.ConfirmedAt ?? 0, StringComparer.Ordinal);
        var rows = await connection.QueryAsync<(string Id, string SubscriptionId, string Ranges, long CreatedAt)>(
            $"""
            SELECT id, subscription_id, ranges, created_at FROM deliveries
            WHERE subscription_id >= @First AND subscription_id <= @Last AND superseded_by IS NULL AND state NOT IN ('Sending', 'Sent', 'Unknown') AND kind = 'Digest' AND ranges <> ''
                AND (unknowns = 0 OR finished_at IS NOT NULL) -- what may have arrived is repeated as the same message, or not at all
            """, new { First = readers[0].Id, Last = readers[^1].Id }, transaction);
        // Between the two there may be readers of other newsletters. Someone who left and came back asked for what comes from then on.
        return rows.Where(row => confirmed.TryGetValue(row.SubscriptionId, out var since) && row.CreatedAt >= since)
            .ToLookup(row => row.SubscriptionId, row => new UnacceptedDelivery(row.Id, ArrivalRanges.Parse(row.Ranges)), StringComparer.Ordinal);
    }

    private async Task<int> WriteAsync(DbTransaction transaction, EditionShare share, IReadOnlyList<PlannedDelivery> planned)
    {
        var due = planned.Where(delivery => delivery.Variant is not null).ToList();
        if (due.Count == 0) return 0;
        var keys = await AddVariantsAsync(transaction, share.Edition.Id, due);
        var now = Now();
        var ids = due.Zip(RandomId.Sorted(RandomId.NewStart(), due.Count)).ToDictionary(pair => pair.First.SubscriptionId, pair => pair.Second, StringComparer.Ordinal);
        var count = 0;
        foreach (var rows in due.Chunk(RowsAtOnce))
        {
            var added = await InsertAsync(transaction, share.Edition.Id, rows, ids, keys, now);
            count += added.Count;
            foreach (var delivery in rows.Where(delivery => !(delivery.Variant!.Notices.IsEmpty && delivery.TakesOver.IsEmpty) && added.Contains(delivery.SubscriptionId)))
            {
                var id = ids[delivery.SubscriptionId];
                if (!delivery.Variant!.Notices.IsEmpty)
                {
                    await NoticeReaderStore.TellAsync(transaction, database.Dialect, delivery.SubscriptionId, id, delivery.Variant.Notices.Select(notice => notice.Id));
                }

                if (!delivery.TakesOver.IsEmpty) await TakeOverAsync(transaction, id, delivery.TakesOver, now);
            }
        }

        return count;
    }

    /// <summary>Adds the variants that the edition has not yet; a page of readers shares few.</summary>
    private static async Task<Dictionary<VariantSpec, string>> AddVariantsAsync(DbTransaction transaction, string editionId, IEnumerable<PlannedDelivery> due)
    {
        var keys = due.Select(delivery => delivery.Variant!).Distinct<VariantSpec>(ReferenceEqualityComparer.Instance)
            .ToDictionary<VariantSpec, VariantSpec, string>(spec => spec, spec => spec.Key(), ReferenceEqualityComparer.Instance);
        var known = (await transaction.Connection!.QueryAsync<string>("SELECT key FROM variants WHERE edition_id = @editionId", new { editionId }, transaction)).ToHashSet(StringComparer.Ordinal);
        foreach (var (spec, key) in keys)
        {
            if (known.Add(key)) await VariantStore.AddAsync(transaction, editionId, spec);
        }

        return keys;
    }

    /// <summary>Inserts some rows by one statement.</summary>
    private static async Task<HashSet<string>> InsertAsync(
        DbTransaction transaction, string editionId, PlannedDelivery[] rows, Dictionary<string, string> ids, Dictionary<VariantSpec, string> keys, long now)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = rows.Length == RowsAtOnce ? InsertMany : InsertOf(rows.Length);
        Add("@edition", editionId);
        Add("@now", now);
        for (var index = 0; index < rows.Length; index++)
        {
            var row = rows[index];
            Add(Names[index].Id, ids[row.SubscriptionId]);
            Add(Names[index].Reader, row.SubscriptionId);
            Add(Names[index].Key, keys[row.Variant!]);
            Add(Names[index].Ranges, row.Ranges.ToString());
        }

        var added = new HashSet<string>(rows.Length, StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) added.Add(reader.GetString(0));
        return added;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static string InsertOf(int rows) =>
        "INSERT INTO deliveries (id, kind, edition_id, subscription_id, variant_key, ranges, state, due_at, created_at) VALUES "
        + string.Join(", ", Names.Take(rows).Select(name => $"({name.Id}, 'Digest', @edition, {name.Reader}, {name.Key}, {name.Ranges}, 'Queued', @now, @now)"))
        + " ON CONFLICT (edition_id, subscription_id) DO NOTHING RETURNING subscription_id";

    private Task TakeOverAsync(DbTransaction transaction, string by, IReadOnlyList<string> taken, long now) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            UPDATE deliveries SET superseded_by = @by, lease_owner = NULL, finished_at = COALESCE(finished_at, @now),
                state = CASE WHEN state IN ('Queued', 'Leased', 'Deferred') THEN 'Cancelled' ELSE state END
            WHERE id {database.Dialect.AnyOf("taken")} AND superseded_by IS NULL AND state NOT IN ('Sending', 'Sent', 'Unknown')
            """, new { by, taken = taken.ToArray(), now }, transaction);

    private async Task MoveWatermarksAsync(DbTransaction transaction, long through, IReadOnlyList<PlanningReader> readers)
    {
        foreach (var behind in readers.Where(reader => reader.AnnouncedThrough < through).Select(reader => reader.SubscriptionId).Chunk(RowsAtOnce * 4))
        {
            await transaction.Connection!.ExecuteAsync(
                $"UPDATE subscriptions SET announced_through = @through WHERE id {database.Dialect.AnyOf("behind")} AND announced_through < @through", new { through, behind }, transaction);
        }
    }

    private static Task MoveCursorAsync(DbTransaction transaction, EditionShare share, string cursor) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE edition_zones SET cursor = @cursor WHERE edition_id = @Id AND time_zone = @TimeZone",
            new { cursor, share.Edition.Id, share.TimeZone }, transaction);

    private static string Name(string column, int row) => string.Create(CultureInfo.InvariantCulture, $"@{column}{row}");

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record ReaderRow
    {
        public required string Id { get; init; }

        public long AnnouncedThrough { get; init; }

        public string? Tags { get; init; }

        public long? ConfirmedAt { get; init; }

        public string? Language { get; init; }

        public long TextOnly { get; init; }
    }
}
