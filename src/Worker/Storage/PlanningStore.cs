using System.Collections.Immutable;
using System.Data.Common;
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
            var readers = await ReadReadersAsync(transaction, share, cursor, size);
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

    private static long LowestOf(PlanningReader reader) =>
        reader.Unaccepted.Aggregate(reader.AnnouncedThrough, (lowest, open) => open.Ranges.IsEmpty ? lowest : Math.Min(lowest, open.Ranges.Lowest));

    private async Task<IReadOnlyList<PlanningReader>> ReadReadersAsync(DbTransaction transaction, EditionShare share, string cursor, int size)
    {
        var everyone = share.TimeZone == EditionShare.Everyone;
        var schedule = share.Edition.Schedule == EditionShare.Everyone ? "" : "AND s.schedule = @Schedule";
        var zone = everyone ? "" : "AND COALESCE(s.time_zone, @DefaultTimeZone) = @TimeZone";
        var told = share.IsNotice ? "AND " + NoticeReaderStore.IsDueAtOnce : "";
        var lockRows = database.Dialect.Provider == StorageProvider.Postgres ? "FOR UPDATE OF s" : "";
        var rows = (await transaction.Connection!.QueryAsync<ReaderRow>(
            $"""
            SELECT s.id, s.announced_through, s.tags, s.confirmed_at, p.language, p.text_only
            FROM subscriptions s JOIN subscribers p ON p.id = s.subscriber_id
            WHERE s.newsletter = @Newsletter {schedule} AND s.state = 'Confirmed' AND s.id > @cursor {zone} {told}
            ORDER BY s.id LIMIT @size {lockRows}
            """,
            new { share.Edition.Newsletter, share.Edition.Schedule, share.TimeZone, share.DefaultTimeZone, share.NoticesThrough, cursor, size }, transaction)).AsList();
        if (rows.Count == 0) return [];
        var open = await ReadUnacceptedAsync(transaction, rows);
        var notices = await NoticeReaderStore.ReadDueAsync(
            transaction.Connection!, transaction, database.Dialect, share.Edition.Newsletter, [.. rows.Select(row => row.Id)], share.NoticesThrough, share.IsNotice);
        return [.. rows.Select(row => new PlanningReader(
            row.Id, row.AnnouncedThrough, row.Tags is null ? null : JsonSerializer.Deserialize<ImmutableArray<string>>(row.Tags),
            row.Language, row.TextOnly != 0, [.. open[row.Id]]) { Notices = [.. notices[row.Id]] })];
    }

    private async Task<ILookup<string, UnacceptedDelivery>> ReadUnacceptedAsync(DbTransaction transaction, List<ReaderRow> readers)
    {
        var confirmed = readers.ToDictionary(row => row.Id, row => row.ConfirmedAt ?? 0, StringComparer.Ordinal);
        var rows = await transaction.Connection!.QueryAsync<(string Id, string SubscriptionId, string Ranges, long CreatedAt)>(
            $"""
            SELECT id, subscription_id, ranges, created_at FROM deliveries
            WHERE subscription_id {database.Dialect.AnyOf("Ids")} AND superseded_by IS NULL AND state NOT IN ('Sending', 'Sent', 'Unknown') AND kind = 'Digest' AND ranges <> ''
                AND (unknowns = 0 OR finished_at IS NOT NULL) -- what may have arrived is repeated as the same message, or not at all
            """, new { Ids = confirmed.Keys.ToArray() }, transaction);
        // Someone who left and came back asked for what comes from then on.
        return rows.Where(row => row.CreatedAt >= confirmed[row.SubscriptionId])
            .ToLookup(row => row.SubscriptionId, row => new UnacceptedDelivery(row.Id, ArrivalRanges.Parse(row.Ranges)), StringComparer.Ordinal);
    }

    private async Task<int> WriteAsync(DbTransaction transaction, EditionShare share, IReadOnlyList<PlannedDelivery> planned)
    {
        var variants = new HashSet<string>(StringComparer.Ordinal);
        var now = Now();
        var count = 0;
        foreach (var delivery in planned)
        {
            if (delivery.Variant is not { } spec) continue;
            var key = spec.Key();
            if (variants.Add(key)) await VariantStore.AddAsync(transaction, share.Edition.Id, spec);
            var id = RandomId.New();
            var added = await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO deliveries (id, kind, edition_id, subscription_id, variant_key, ranges, state, due_at, created_at)
                VALUES (@id, 'Digest', @EditionId, @SubscriptionId, @key, @Ranges, 'Queued', @now, @now) ON CONFLICT (edition_id, subscription_id) DO NOTHING
                """,
                new { id, EditionId = share.Edition.Id, delivery.SubscriptionId, key, Ranges = delivery.Ranges.ToString(), now }, transaction);
            count += added;
            if (added == 1 && !spec.Notices.IsEmpty) await NoticeReaderStore.TellAsync(transaction, database.Dialect, delivery.SubscriptionId, id, spec.Notices.Select(notice => notice.Id));
            if (added == 1 && delivery.TakesOver.Length > 0) await TakeOverAsync(transaction, id, delivery.TakesOver, now);
        }

        return count;
    }

    private Task TakeOverAsync(DbTransaction transaction, string by, IReadOnlyList<string> taken, long now) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            UPDATE deliveries SET superseded_by = @by, lease_owner = NULL, finished_at = COALESCE(finished_at, @now),
                state = CASE WHEN state IN ('Queued', 'Leased', 'Deferred') THEN 'Cancelled' ELSE state END
            WHERE id {database.Dialect.AnyOf("taken")} AND superseded_by IS NULL AND state NOT IN ('Sending', 'Sent', 'Unknown')
            """, new { by, taken = taken.ToArray(), now }, transaction);

    private Task MoveWatermarksAsync(DbTransaction transaction, long through, IReadOnlyList<PlanningReader> readers)
    {
        var behind = readers.Where(reader => reader.AnnouncedThrough < through).Select(reader => reader.SubscriptionId).ToArray();
        return behind.Length == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(
            $"UPDATE subscriptions SET announced_through = @through WHERE id {database.Dialect.AnyOf("behind")} AND announced_through < @through", new { through, behind }, transaction);
    }

    private static Task MoveCursorAsync(DbTransaction transaction, EditionShare share, string cursor) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE edition_zones SET cursor = @cursor WHERE edition_id = @Id AND time_zone = @TimeZone",
            new { cursor, share.Edition.Id, share.TimeZone }, transaction);

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
