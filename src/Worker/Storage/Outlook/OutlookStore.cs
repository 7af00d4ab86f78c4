using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage.Outlook;

/// <summary>What planning will go by, read without changing anything.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class OutlookStore(Database database)
{
    /// <summary>The zones in which a schedule is in use, with the last firing that was planned there; null where none was yet.</summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="defaultZone">IANA name of the schedule's own zone, always in use.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<(string TimeZone, DateTimeOffset? PlannedThrough)>> ReadZonesAsync(
        string newsletter, string schedule, string defaultZone, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string, DateTimeOffset?)>>(async connection =>
        {
            var key = new { newsletter, schedule };
            var planned = (await connection.QueryAsync<(string Zone, long PlannedThrough)>(
                "SELECT time_zone, planned_through FROM schedule_zones WHERE newsletter = @newsletter AND schedule = @schedule", key))
                .ToDictionary(row => row.Zone, row => DateTimeOffset.FromUnixTimeMilliseconds(row.PlannedThrough), StringComparer.Ordinal);
            var inUse = await connection.QueryAsync<string>(
                "SELECT DISTINCT time_zone FROM subscriptions WHERE newsletter = @newsletter AND schedule = @schedule AND state IN ('Confirmed', 'Paused') AND time_zone IS NOT NULL", key);
            return [.. inUse.Append(defaultZone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(zone => (zone, planned.TryGetValue(zone, out var through) ? through : (DateTimeOffset?)null))];
        }, cancellationToken);

    /// <summary>The editions of a schedule that exist, by occurrence: the first zone has fixed what they announce.</summary>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="from">The least occurrence, as an edition names it.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyDictionary<string, (EditionState State, long Through)>> ReadEditionsAsync(
        string newsletter, string schedule, string from, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, (EditionState, long)>>(async connection =>
            (await connection.QueryAsync<(string Occurrence, string State, long Through)>(
                "SELECT occurrence, state, through FROM editions WHERE newsletter = @newsletter AND schedule = @schedule AND occurrence >= @from", new { newsletter, schedule, from }))
            .ToDictionary(row => row.Occurrence, row => (Enum.Parse<EditionState>(row.State), row.Through), StringComparer.Ordinal), cancellationToken);

    /// <summary>When the arrivals above a number arrived, in UTC, by number.</summary>
    public Task<IReadOnlyDictionary<string, (long Number, DateTimeOffset At)>> ReadArrivalsAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, (long, DateTimeOffset)>>(async connection =>
            (await connection.QueryAsync<(string PostId, long Number, long At)>("SELECT post_id, arrival, arrived_at FROM arrivals WHERE newsletter = @newsletter", new { newsletter }))
            .ToDictionary(row => row.PostId, row => (row.Number, DateTimeOffset.FromUnixTimeMilliseconds(row.At)), StringComparer.Ordinal), cancellationToken);

    /// <summary>The person of an address key or of a subscriber's or a subscription's identifier, with all subscriptions; or null.</summary>
    public Task<Reader?> FindReaderAsync(string nameOrKey, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var row = await connection.QueryFirstOrDefaultAsync<SubscriberRow>(
                """
                SELECT id, address, address_key, language, text_only, created_at FROM subscribers
                WHERE address_key = @nameOrKey OR id = @nameOrKey OR id IN (SELECT subscriber_id FROM subscriptions WHERE id = @nameOrKey)
                """, new { nameOrKey });
            if (row is null) return null;
            var subscriptions = await connection.QueryAsync<SubscriptionRow>(
                $"SELECT {SubscriptionRow.Columns} FROM subscriptions WHERE subscriber_id = @Id ORDER BY newsletter", new { row.Id });
            return new Reader(row.ToSubscriber(), row.AddressKey, [.. subscriptions.Select(one => one.ToSubscription())]);
        }, cancellationToken);
}
