using System.Runtime.CompilerServices;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Reads every subscription for a file that is taken elsewhere.</summary>
/// <param name="database">The database.</param>
internal sealed class ExportStore(Database database)
{
    /// <summary>Subscriptions in the order of their addresses, read one by one, so that a million need no more memory than one.</summary>
    /// <param name="newsletter">Of this newsletter alone, or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ExportedSubscription> ReadAsync(string? newsletter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = connection.QueryUnbufferedAsync<ExportedSubscription>(
            """
            SELECT r.address, s.newsletter, s.state, s.schedule, s.tags, s.time_zone, r.language, s.consent_text, s.consent_at, s.confirmed_at, s.paused_until, s.unsubscribed_at
            FROM subscribers r JOIN subscriptions s ON s.subscriber_id = r.id
            WHERE CAST(@newsletter AS TEXT) IS NULL OR s.newsletter = @newsletter
            ORDER BY r.address_key, s.newsletter
            """,
            new { newsletter });
        await foreach (var row in rows.WithCancellation(cancellationToken)) yield return row;
    }
}
