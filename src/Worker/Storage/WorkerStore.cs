using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>The processes that send, and what their leases become when they die.</summary>
/// <param name="database">Where they are kept; its clock judges heartbeats.</param>
/// <param name="time">Stamps what is taken back.</param>
public sealed class WorkerStore(Database database, TimeProvider time)
{
    /// <summary>A worker without a heartbeat for this long is dead.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(30);

    /// <summary>Enters a process, or renews its heartbeat.</summary>
    public Task BeatAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            $"""
            INSERT INTO workers (id, machine, process_id, process_started, heartbeat)
            VALUES (@Id, @Machine, @ProcessId, @ProcessStarted, {database.Dialect.NowMilliseconds})
            ON CONFLICT (id) DO UPDATE SET heartbeat = excluded.heartbeat
            """, worker, transaction), cancellationToken);

    /// <summary>Workers whose heartbeat has expired, those that hold leases but are unknown, and those that <paramref name="isGone"/> knows to be gone.</summary>
    public Task<IReadOnlyList<string>> ReadDeadAsync(Func<WorkerIdentity, bool> isGone, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(async connection =>
        {
            ArgumentNullException.ThrowIfNull(isGone);
            var all = await connection.QueryAsync<WorkerIdentity>("SELECT id, machine, process_id, process_started FROM workers");
            var expired = await connection.QueryAsync<string>(
                $"SELECT id FROM workers WHERE heartbeat < {database.Dialect.NowMilliseconds} - @Expiry", new { Expiry = (long)Expiry.TotalMilliseconds });
            var unknown = await connection.QueryAsync<string>(
                "SELECT DISTINCT lease_owner FROM deliveries WHERE lease_owner IS NOT NULL AND lease_owner NOT IN (SELECT id FROM workers)");
            return [.. all.Where(isGone).Select(worker => worker.Id).Concat(expired).Concat(unknown).Distinct(StringComparer.Ordinal)];
        }, cancellationToken);

    /// <summary>Takes a dead worker's leases back: what it had not begun is queued again, what it was sending may have arrived.</summary>
    /// <param name="worker">The dead worker.</param>
    /// <param name="resendAt">When a message that may have arrived is sent once more, or null to leave it for ops.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>How many may have arrived.</returns>
    public Task<int> TakeBackAsync(string worker, DateTimeOffset? resendAt, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            var parameters = new { worker, Now = time.GetUtcNow().ToUnixTimeMilliseconds(), ResendAt = resendAt?.ToUnixTimeMilliseconds() };
            await connection.ExecuteAsync(
                "UPDATE deliveries SET state = 'Queued', lease_owner = NULL WHERE lease_owner = @worker AND state = 'Leased'", parameters, transaction);
            await connection.ExecuteAsync(
                """
                INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at)
                SELECT subscription_id, edition_id, variant_key, 'Unknown', @Now FROM deliveries
                WHERE lease_owner = @worker AND state = 'Sending' AND edition_id IS NOT NULL
                ON CONFLICT (subscription_id, edition_id) DO NOTHING
                """, parameters, transaction);
            const string Note = "lease_owner = NULL, unknowns = unknowns + 1, reply = 'The sending process ended before it noted an outcome.'";
            var resent = resendAt is null ? 0 : await connection.ExecuteAsync(
                $"UPDATE deliveries SET state = 'Deferred', due_at = @ResendAt, {Note} WHERE lease_owner = @worker AND state = 'Sending' AND unknowns = 0",
                parameters, transaction);
            var left = await connection.ExecuteAsync(
                $"UPDATE deliveries SET state = 'Unknown', finished_at = @Now, {Note} WHERE lease_owner = @worker AND state = 'Sending'", parameters, transaction);
            await connection.ExecuteAsync("DELETE FROM workers WHERE id = @worker", parameters, transaction);
            return resent + left;
        }, cancellationToken);

    /// <summary>Gives a worker's unbegun leases back and signs it off; what it is still sending stays its own.</summary>
    public Task LeaveAsync(string worker, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync(
                "UPDATE deliveries SET state = 'Queued', lease_owner = NULL WHERE lease_owner = @worker AND state = 'Leased'", new { worker }, transaction);
            await connection.ExecuteAsync(
                "DELETE FROM workers WHERE id = @worker AND NOT EXISTS (SELECT 1 FROM deliveries WHERE lease_owner = @worker)", new { worker }, transaction);
        }, cancellationToken);
}
