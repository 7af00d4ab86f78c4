using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>Answers about editions and newsletters for people.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="time">Tells what is due.</param>
public sealed class ProgressStore(Database database, TimeProvider time)
{
    /// <summary>How far an edition's deliveries are.</summary>
    public Task<EditionProgress> ReadAsync(string editionId, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var rows = (await connection.QueryAsync<(string State, long Count, long Due)>(
                """
                SELECT state, COUNT(*), SUM(CASE WHEN due_at <= @Now THEN 1 ELSE 0 END) FROM deliveries WHERE edition_id = @editionId GROUP BY state
                """, new { editionId, Now = time.GetUtcNow().ToUnixTimeMilliseconds() })).AsList();
            var isHeld = await connection.ExecuteScalarAsync<string?>("SELECT state FROM editions WHERE id = @editionId", new { editionId }) is nameof(EditionState.Paused) or nameof(EditionState.Cancelled);
            var counts = rows.ToDictionary(row => Enum.Parse<DeliveryState>(row.State), row => row.Count);
            var moving = rows.Where(row => row.State is "Queued" or "Leased" or "Sending" or "Deferred").Sum(row => row.State is "Leased" or "Sending" ? row.Count : isHeld ? 0 : row.Due);
            return new EditionProgress(counts, moving, isHeld);
        }, cancellationToken);

    /// <summary>A newsletter's subscriptions by state.</summary>
    public Task<IReadOnlyDictionary<SubscriptionState, long>> CountSubscriptionsAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<SubscriptionState, long>>(async connection =>
            (await connection.QueryAsync<(string State, long Count)>(
                "SELECT state, COUNT(*) FROM subscriptions WHERE newsletter = @newsletter GROUP BY state", new { newsletter }))
            .ToDictionary(row => Enum.Parse<SubscriptionState>(row.State), row => row.Count), cancellationToken);
}
