using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Storage.Bounces;

/// <summary>What ops have to know of what came back: editions with too high a rate, and refusals that are our own trouble.</summary>
/// <param name="database">Where it is kept, for all processes.</param>
/// <param name="time">Stamps it.</param>
public sealed class BounceAlarmStore(Database database, TimeProvider time)
{
    /// <summary>How an edition's messages went.</summary>
    /// <returns>How many a server took or refused, how many of them came back, and how many were called spam.</returns>
    public Task<(long Sent, long Bounced, long Complaints)> CountAsync(string editionId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.QuerySingleAsync<(long Sent, long Bounced, long Complaints)>(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN state = 'Bounced' THEN 1 ELSE 0 END), 0),
                   (SELECT COUNT(*) FROM bounces b WHERE b.edition_id = @editionId AND b.kind = 'Complaint')
            FROM deliveries WHERE edition_id = @editionId AND state IN ('Sent', 'Bounced', 'Unknown')
            """, new { editionId }), cancellationToken);

    /// <summary>Whether an alarm of its kind was raised about an edition.</summary>
    public Task<bool> IsRaisedAsync(EditionAlarm alarm, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            ArgumentNullException.ThrowIfNull(alarm);
            return await connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM edition_alarms WHERE edition_id = @EditionId AND kind = @Kind", new { alarm.EditionId, alarm.Kind }) > 0;
        }, cancellationToken);

    /// <summary>Raises an alarm about an edition, once: an edition that ops let go on is not stopped again for the same.</summary>
    /// <returns>Whether it is news.</returns>
    public Task<bool> RaiseAsync(EditionAlarm alarm, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(alarm);
            return await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO edition_alarms (edition_id, kind, count, sent, raised_at) VALUES (@EditionId, @Kind, @Count, @Sent, @Now)
                ON CONFLICT (edition_id, kind) DO NOTHING
                """, new { alarm.EditionId, alarm.Kind, alarm.Count, alarm.Sent, Now = Milliseconds(time.GetUtcNow()) }, transaction) == 1;
        }, cancellationToken);

    /// <summary>The alarms about editions that were raised since a time, or whose edition still waits for ops.</summary>
    public Task<IReadOnlyList<EditionAlarm>> ReadEditionsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EditionAlarm>>(async connection => (await connection.QueryAsync<EditionAlarm>(
            """
            SELECT a.edition_id, a.kind, a.count, a.sent FROM edition_alarms a JOIN editions e ON e.id = a.edition_id
            WHERE a.raised_at > @Since OR e.state = 'Paused' ORDER BY a.raised_at, a.edition_id, a.kind
            """, new { Since = Milliseconds(since) })).AsList(), cancellationToken);

    /// <summary>The statuses that say our sender or our message was refused, and how often since a time.</summary>
    public Task<IReadOnlyList<(string Status, long Count)>> ReadRefusalsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string Status, long Count)>>(async connection => (await connection.QueryAsync<(string Status, long Count)>(
            $"SELECT status, COUNT(*) FROM bounces WHERE reported_at > @Since AND kind = '{nameof(FailureKind.Ours)}' GROUP BY status ORDER BY status",
            new { Since = Milliseconds(since) })).AsList(), cancellationToken);

    private static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
