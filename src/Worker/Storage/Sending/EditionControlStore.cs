using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;

namespace Syndication.Worker.Storage.Sending;

/// <summary>What ops do with an edition: resume it, give it up, try what did not get through once more.</summary>
/// <param name="database">Where editions are kept.</param>
/// <param name="time">Stamps what changes.</param>
public sealed class EditionControlStore(Database database, TimeProvider time)
{
    /// <summary>The editions that the service has paused by itself, oldest first.</summary>
    public Task<IReadOnlyList<PausedEdition>> ReadPausedAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PausedEdition>>(async connection =>
        {
            var rows = await connection.QueryAsync<(string Id, string Newsletter, string Reason, string Note, long Since)>(
                """
                SELECT id, newsletter, pause_reason, pause_note, paused_at FROM editions
                WHERE finished_at IS NULL AND state = 'Paused' AND pause_reason IS NOT NULL AND pause_reason <> 'Ops' ORDER BY paused_at, id
                """);
            return [.. rows.Select(row => new PausedEdition(row.Id, row.Newsletter,
                new EditionPause(Enum.Parse<PauseReason>(row.Reason), row.Note, DateTimeOffset.FromUnixTimeMilliseconds(row.Since))))];
        }, cancellationToken);

    /// <summary>Lets a paused edition go on.</summary>
    /// <returns>How many deliveries wait, or null when it was not paused.</returns>
    public Task<long?> ResumeAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var resumed = await transaction.Connection!.ExecuteAsync(
                "UPDATE editions SET state = 'Sending', pause_reason = NULL, pause_note = NULL, paused_at = NULL WHERE id = @id AND state = 'Paused'", new { id }, transaction);
            return resumed == 1 ? await CountOpenAsync(transaction, id) : (long?)null;
        }, cancellationToken);

    /// <summary>Gives up what of an edition has not begun; its posts are due again. What may have arrived is left as unknown: its posts are not.</summary>
    /// <returns>How many deliveries were given up, or null when the edition had ended.</returns>
    public Task<long?> CancelAsync(string id, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            var parameters = new { id, Now = Now() };
            var cancelled = await connection.ExecuteAsync(
                "UPDATE editions SET state = 'Cancelled', finished_at = @Now WHERE id = @id AND state IN ('Planning', 'Sending', 'Paused')", parameters, transaction);
            if (cancelled == 0) return (long?)null;
            // A planner that is at work on it finds nothing left to plan; readers it had not come to keep their watermarks.
            await connection.ExecuteAsync("UPDATE edition_zones SET planned_at = @Now WHERE edition_id = @id AND planned_at IS NULL", parameters, transaction);
            await connection.ExecuteAsync(
                """
                UPDATE deliveries SET state = 'Unknown', lease_owner = NULL, finished_at = @Now
                WHERE edition_id = @id AND finished_at IS NULL AND state IN ('Queued', 'Leased', 'Deferred') AND unknowns > 0
                """, parameters, transaction);
            return await connection.ExecuteAsync(
                """
                UPDATE deliveries SET state = 'Cancelled', lease_owner = NULL, finished_at = @Now, reply = 'The edition was cancelled.'
                WHERE edition_id = @id AND finished_at IS NULL AND state IN ('Queued', 'Leased', 'Deferred')
                """, parameters, transaction);
        }, cancellationToken);

    /// <summary>Queues again what waits for a later time or was given up, and what <paramref name="wish"/> names; the edition is sent again.</summary>
    /// <remarks>Left out are readers who left, or came back since, and deliveries whose posts a later edition took over.</remarks>
    /// <returns>How many deliveries are tried again.</returns>
    public Task<long> RetryAsync(string id, RetryWish wish, CancellationToken cancellationToken) =>
        database.WriteAsync<long>(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(wish);
            string[] ended = [nameof(DeliveryState.Cancelled), .. wish.Unknown ? [nameof(DeliveryState.Unknown)] : Array.Empty<string>(), .. wish.Bounced ? [nameof(DeliveryState.Bounced)] : Array.Empty<string>()];
            var parameters = new { id, Now = Now(), Ended = ended };
            var connection = transaction.Connection!;
            // created_at is what a message's patience is counted from.
            var waiting = await connection.ExecuteAsync(
                "UPDATE deliveries SET due_at = @Now WHERE edition_id = @id AND finished_at IS NULL AND state IN ('Queued', 'Deferred') AND due_at > @Now", parameters, transaction);
            var again = await connection.ExecuteAsync(
                $"""
                UPDATE deliveries SET state = 'Queued', due_at = @Now, created_at = @Now, attempts = 0, finished_at = NULL
                WHERE edition_id = @id AND state {database.Dialect.AnyOf("Ended")} AND superseded_by IS NULL
                  AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.id = subscription_id AND s.state = 'Confirmed' AND COALESCE(s.confirmed_at, 0) <= deliveries.created_at)
                """, parameters, transaction);
            if (again > 0)
            {
                await connection.ExecuteAsync(
                    "UPDATE editions SET state = 'Sending', finished_at = NULL WHERE id = @id AND state IN ('Done', 'Cancelled')", parameters, transaction);
            }

            return waiting + again;
        }, cancellationToken);

    private static Task<long> CountOpenAsync(DbTransaction transaction, string id) =>
        transaction.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE edition_id = @id AND finished_at IS NULL", new { id }, transaction);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
