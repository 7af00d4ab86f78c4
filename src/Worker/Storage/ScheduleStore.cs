using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>The schedules that subscriptions name, held against those that the configuration has.</summary>
/// <param name="database">The database.</param>
public sealed class ScheduleStore(Database database)
{
    /// <summary>The schedules in use by readers who have not left, by newsletter.</summary>
    public Task<IReadOnlyList<(string Newsletter, string Schedule, long Subscriptions)>> ListAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string Newsletter, string Schedule, long Subscriptions)>>(async connection => [.. await connection.QueryAsync<(string, string, long)>(
            "SELECT newsletter, schedule, COUNT(*) FROM subscriptions WHERE state <> 'Unsubscribed' GROUP BY newsletter, schedule ORDER BY newsletter, schedule")],
            cancellationToken);

    /// <summary>Moves every subscription of a schedule to another; watermarks stay, so nothing repeats or drops.</summary>
    public Task MoveAsync(string newsletter, string from, string to, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE subscriptions SET schedule = @to WHERE newsletter = @newsletter AND schedule = @from", new { newsletter, from, to }, transaction),
            cancellationToken);
}
