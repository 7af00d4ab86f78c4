using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;

namespace Syndication.Worker.Storage;

/// <summary>Editions, the zones that they are planned in, and how far each zone of a schedule is planned.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Stamps them.</param>
public sealed class EditionStore(Database database, TimeProvider time)
{
    // A zone that comes into use between two looks must not miss a firing in between.
    private static readonly TimeSpan ZoneGrace = TimeSpan.FromMinutes(5);

    /// <summary>The zones in which a schedule is in use; new ones are noted, so that no firing before their first sight is made up.</summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="defaultZone">IANA name of the schedule's own zone, always in use.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<ScheduleZone>> ReadZonesAsync(string newsletter, string schedule, string defaultZone, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<ScheduleZone>>(async transaction =>
        {
            var connection = transaction.Connection!;
            var key = new { newsletter, schedule };
            await PreferenceStore.ResumeDueAsync(transaction, newsletter, schedule, time.GetUtcNow());
            var known = (await connection.QueryAsync<(string Zone, long PlannedThrough)>(
                "SELECT time_zone, planned_through FROM schedule_zones WHERE newsletter = @newsletter AND schedule = @schedule", key, transaction))
                .ToDictionary(row => row.Zone, row => row.PlannedThrough, StringComparer.Ordinal);
            var inUse = (await connection.QueryAsync<string>(
                "SELECT DISTINCT time_zone FROM subscriptions WHERE newsletter = @newsletter AND schedule = @schedule AND state IN ('Confirmed', 'Paused') AND time_zone IS NOT NULL",
                key, transaction)).Append(defaultZone).ToHashSet(StringComparer.Ordinal);
            var now = time.GetUtcNow();
            var floor = known.Count == 0 ? now : now - ZoneGrace;
            foreach (var zone in inUse.Where(zone => !known.ContainsKey(zone)))
            {
                known[zone] = floor.ToUnixTimeMilliseconds();
                await connection.ExecuteAsync(
                    "INSERT INTO schedule_zones (newsletter, schedule, time_zone, planned_through) VALUES (@newsletter, @schedule, @zone, @Floor) ON CONFLICT DO NOTHING",
                    new { newsletter, schedule, zone, Floor = known[zone] }, transaction);
            }

            return [.. known.Where(row => inUse.Contains(row.Key)).OrderBy(row => row.Key, StringComparer.Ordinal)
                .Select(row => new ScheduleZone(row.Key, DateTimeOffset.FromUnixTimeMilliseconds(row.Value)))];
        }, cancellationToken);

    /// <summary>Opens a zone's share of an occurrence; the first one creates the edition and fixes what it announces.</summary>
    /// <returns>The share, or null when it is planned already.</returns>
    public Task<EditionShare?> OpenAsync(Edition proposed, string zone, string defaultZone, DateTimeOffset firesAt, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(proposed);
            var connection = transaction.Connection!;
            if (zone == EditionShare.Everyone) await PreferenceStore.ResumeDueAsync(transaction, proposed.Newsletter, null, time.GetUtcNow());
            await connection.ExecuteAsync(
                """
                INSERT INTO editions (id, newsletter, schedule, occurrence, state, through, created_at)
                VALUES (@Id, @Newsletter, @Schedule, @Occurrence, 'Planning', @Through, @Now) ON CONFLICT (newsletter, schedule, occurrence) DO NOTHING
                """,
                new { proposed.Id, proposed.Newsletter, proposed.Schedule, proposed.Occurrence, proposed.Through, Now = Now() }, transaction);
            var edition = (await connection.QuerySingleAsync<Edition>(
                $"{SelectEdition} WHERE newsletter = @Newsletter AND schedule = @Schedule AND occurrence = @Occurrence",
                new { proposed.Newsletter, proposed.Schedule, proposed.Occurrence }, transaction))!;
            await connection.ExecuteAsync(
                "INSERT INTO edition_zones (edition_id, time_zone, fires_at, notices_through) VALUES (@Id, @zone, @FiresAt, @NoticesThrough) ON CONFLICT (edition_id, time_zone) DO NOTHING",
                new { edition.Id, zone, FiresAt = firesAt.ToUnixTimeMilliseconds(), proposed.NoticesThrough }, transaction);
            var (plannedAt, notices) = await connection.QuerySingleAsync<(long? PlannedAt, long Notices)>(
                "SELECT planned_at, notices_through FROM edition_zones WHERE edition_id = @Id AND time_zone = @zone", new { edition.Id, zone }, transaction);
            if (plannedAt is not null) return null;
            var share = new EditionShare(edition, zone, defaultZone, firesAt) { NoticesThrough = notices };
            if (edition.State != EditionState.Cancelled) return share;
            // Who cancels an edition cancels it for zones whose hour has not come; what it held is due there at the next firing.
            await EndPlanningAsync(transaction, share, Now());
            return null;
        }, cancellationToken);

    /// <summary>The shares whose planner was interrupted.</summary>
    public Task<IReadOnlyList<EditionShare>> ReadUnfinishedAsync(string newsletter, string schedule, string defaultZone, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EditionShare>>(async connection =>
        {
            var rows = await connection.QueryAsync<(string Id, string Zone, long FiresAt, long Notices)>(
                """
                SELECT z.edition_id, z.time_zone, z.fires_at, z.notices_through FROM edition_zones z JOIN editions e ON e.id = z.edition_id
                WHERE e.newsletter = @newsletter AND e.schedule = @schedule AND z.planned_at IS NULL AND e.state <> 'Cancelled' ORDER BY z.fires_at
                """, new { newsletter, schedule });
            var shares = new List<EditionShare>();
            foreach (var (id, zone, firesAt, notices) in rows)
            {
                var edition = await connection.QuerySingleAsync<Edition>($"{SelectEdition} WHERE id = @id", new { id });
                shares.Add(new EditionShare(edition, zone, defaultZone, DateTimeOffset.FromUnixTimeMilliseconds(firesAt)) { NoticesThrough = notices });
            }

            return shares;
        }, cancellationToken);

    /// <summary>The edition of that identifier, or null.</summary>
    public Task<Edition?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<Edition?>($"{SelectEdition} WHERE id = @id", new { id }), cancellationToken);

    /// <summary>Ends every edition whose zones are planned and whose deliveries have all ended.</summary>
    /// <returns>How many ended.</returns>
    public Task<int> FinishAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            """
            UPDATE editions SET state = 'Done', finished_at = @Now
            WHERE state = 'Sending'
              AND NOT EXISTS (SELECT 1 FROM edition_zones z WHERE z.edition_id = editions.id AND z.planned_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id = editions.id AND d.finished_at IS NULL)
            """, new { Now = Now() }, transaction), cancellationToken);

    /// <summary>Pauses a running edition until ops resume it.</summary>
    /// <param name="id">The edition.</param>
    /// <param name="reason">Why.</param>
    /// <param name="note">The same in words for people, without a reader's address.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>Whether it was running till now.</returns>
    public Task<bool> PauseAsync(string id, PauseReason reason, string note, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction => await transaction.Connection!.ExecuteAsync(
            """
            UPDATE editions SET state = 'Paused', pause_reason = @Reason, pause_note = @note, paused_at = @Now
            WHERE id = @id AND state IN ('Planning', 'Sending')
            """, new { id, Reason = reason.ToString(), note, Now = Now() }, transaction) == 1, cancellationToken);

    /// <summary>Removes an edition that nothing was due for, so that a call by hand leaves no trace.</summary>
    public Task RemoveEmptyAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "DELETE FROM editions WHERE id = @id AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id = editions.id)", new { id }, transaction), cancellationToken);

    internal static async Task EndPlanningAsync(DbTransaction transaction, EditionShare share, long now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            "UPDATE edition_zones SET planned_at = @now WHERE edition_id = @Id AND time_zone = @TimeZone AND planned_at IS NULL",
            new { now, share.Edition.Id, share.TimeZone }, transaction);
        await connection.ExecuteAsync(
            """
            UPDATE schedule_zones SET planned_through = @FiresAt
            WHERE newsletter = @Newsletter AND schedule = @Schedule AND time_zone = @TimeZone AND planned_through < @FiresAt
            """,
            new { share.Edition.Newsletter, share.Edition.Schedule, share.TimeZone, FiresAt = share.FiresAt.ToUnixTimeMilliseconds() }, transaction);
        // A later zone reopens an edition that earlier zones had finished.
        await connection.ExecuteAsync(
            "UPDATE editions SET state = 'Sending', finished_at = NULL WHERE id = @Id AND state IN ('Planning', 'Done')", new { share.Edition.Id }, transaction);
    }

    private const string SelectEdition = "SELECT id, newsletter, schedule, occurrence, state, through FROM editions";

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
