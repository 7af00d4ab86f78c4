using Dapper;

namespace Syndication.Worker.Storage.Importing;

/// <summary>Takes many subscribers at once, from another service's export.</summary>
/// <param name="database">Where they go.</param>
/// <param name="suppressions">Hashes addresses.</param>
/// <param name="journal">Told of who had left.</param>
/// <param name="time">Stamps suppressions.</param>
public sealed class SubscriberImportStore(Database database, SuppressionStore suppressions, DepartureJournal journal, TimeProvider time)
{
    /// <summary>How many sessions gain by writing side by side: PostgreSQL is a process for each, SQLite has one writer.</summary>
    public int Writers => database.Dialect.Provider == StorageProvider.Sqlite ? 1 : 2;

    /// <summary>Readies lines for a session: by address, and their identifiers in the same order, so that neighbours in each index are written together.</summary>
    public IReadOnlyList<StagedLine> Stage(IReadOnlyList<ImportLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var start = RandomId.NewStart();
        var (subscribers, subscriptions) = (RandomId.Sorted(start, lines.Count), RandomId.Sorted(start, lines.Count));
        var sorted = lines.OrderBy(line => line.AddressKey, StringComparer.Ordinal).ToList();
        var hashes = suppressions.HashMany(sorted.Select(line => line.AddressKey));
        return [.. sorted.Select((line, index) => new StagedLine(line, subscribers[index], subscriptions[index], hashes[index]))];
    }

    /// <summary>Opens a connection for one import; the caller disposes the session.</summary>
    public async Task<SubscriberImportSession> OpenAsync(CancellationToken cancellationToken)
    {
        IImportStaging staging = database.Dialect.Provider == StorageProvider.Sqlite ? new SqliteImportStaging() : new PostgresImportStaging();
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await staging.PrepareAsync(connection, cancellationToken);
            return new SubscriberImportSession(database, connection, staging, journal, time);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The slugs of the tags that posts have or had, by folded label.</summary>
    public Task<IReadOnlyDictionary<string, string>> ReadTagSlugsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(async connection =>
            (await connection.QueryAsync<(string Tag, string Slug)>("SELECT tag, slug FROM tag_slugs")).ToDictionary(row => row.Tag, row => row.Slug, StringComparer.Ordinal), cancellationToken);
}
