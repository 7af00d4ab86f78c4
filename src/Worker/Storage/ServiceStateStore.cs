using System.Data.Common;
using System.Globalization;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>What the service remembers of itself: which database this is, how often and when it last was alive, what newsletters selected.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class ServiceStateStore(Database database)
{
    private const string DatabaseName = "database";
    private const string BeatsName = "beats";
    private const string SeenName = "seen";

    /// <summary>The database's mark as it stands; a database that has none is given its name.</summary>
    public Task<ServiceMark> ReadMarkAsync(CancellationToken cancellationToken) => database.WriteAsync(ReadMarkAsync, cancellationToken);

    /// <summary>Notes that the service is alive at a time, and returns the mark after that.</summary>
    public Task<ServiceMark> BeatAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var mark = await ReadMarkAsync(transaction);
            mark = mark with { Beats = mark.Beats + 1, Seen = now };
            await WriteAsync(transaction, BeatsName, mark.Beats.ToString(CultureInfo.InvariantCulture));
            await WriteAsync(transaction, SeenName, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
            return mark;
        }, cancellationToken);

    /// <summary>Holds newsletters since the database is older than a mark that was left beside the feeds, and catches up with that mark.</summary>
    public Task CatchUpAsync(ServiceMark mark, IReadOnlyList<Hold> holds, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(mark);
            foreach (var hold in holds) await HoldStore.SetAsync(transaction, hold, []);
            await WriteAsync(transaction, BeatsName, mark.Beats.ToString(CultureInfo.InvariantCulture));
        }, cancellationToken);

    /// <summary>What a newsletter selected when its arrivals were last numbered, in a form to compare only; null where that is not known.</summary>
    public Task<string?> ReadSelectionAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(
            "SELECT value FROM service_state WHERE name = @Name", new { Name = SelectionOf(newsletter) }), cancellationToken);

    /// <summary>Remembers what a newsletter selects.</summary>
    public Task SetSelectionAsync(string newsletter, string selection, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => WriteAsync(transaction, SelectionOf(newsletter), selection), cancellationToken);

    internal static Task WriteAsync(DbTransaction transaction, string name, string value) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO service_state (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name, value }, transaction);

    private static string SelectionOf(string newsletter) => "where/" + newsletter;

    private static async Task<ServiceMark> ReadMarkAsync(DbTransaction transaction)
    {
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO service_state (name, value) VALUES (@DatabaseName, @Id) ON CONFLICT (name) DO NOTHING", new { DatabaseName, Id = RandomId.New() }, transaction);
        var values = (await transaction.Connection!.QueryAsync<(string Name, string Value)>("SELECT name, value FROM service_state", transaction: transaction))
            .ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);
        var ledger = await transaction.Connection!.ExecuteScalarAsync<long?>(
            "SELECT value FROM counters WHERE name = @Name", new { Name = PostStore.RevisionCounter }, transaction);
        return new ServiceMark(
            values[DatabaseName],
            Number(BeatsName) ?? 0,
            ledger ?? 0,
            Number(SeenName) is { } seen ? DateTimeOffset.FromUnixTimeMilliseconds(seen) : null);

        long? Number(string name) => values.TryGetValue(name, out var value) ? long.Parse(value, CultureInfo.InvariantCulture) : null;
    }
}
