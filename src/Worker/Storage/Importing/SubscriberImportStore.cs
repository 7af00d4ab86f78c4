using Dapper;

namespace Syndication.Worker.Storage.Importing;

/// <summary>Takes many subscribers at once, from another service's export.</summary>
/// <param name="database">Where they go.</param>
/// <param name="suppressions">Hashes addresses.</param>
/// <param name="journal">Told of who had left.</param>
/// <param name="time">Stamps suppressions.</param>
public sealed class SubscriberImportStore(Database database, SuppressionStore suppressions, DepartureJournal journal, TimeProvider time)
{
    /// <summary>Opens a connection for one import; the caller disposes the session.</summary>
    public async Task<SubscriberImportSession> OpenAsync(CancellationToken cancellationToken)
    {
        IImportStaging staging = database.Dialect.Provider == StorageProvider.Sqlite ? new SqliteImportStaging() : new PostgresImportStaging();
        var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await staging.PrepareAsync(connection, cancellationToken);
            return new SubscriberImportSession(database, connection, staging, suppressions, journal, time);
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
