using Dapper;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Support.Storage;

/// <summary>An empty database of one engine, gone with the test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> drop;

    private TestDatabase(StorageOptions options, Func<ValueTask> drop)
    {
        Options = options;
        Database = new Database(options);
        this.drop = drop;
    }

    public StorageOptions Options { get; }

    public Database Database { get; }

    /// <summary>A real SQLite file.</summary>
    /// <param name="subfolder">The folder below one of the test's own, in which the file is; it has to be there.</param>
    /// <param name="settings">More of the connection string.</param>
    /// <param name="parent">The test's folder; else one of its own.</param>
    public static TestDatabase Sqlite(string subfolder = "", string settings = "", TemporaryFolder? parent = null)
    {
        var folder = parent ?? new TemporaryFolder();
        var options = new StorageOptions { Provider = StorageProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(folder.Path, subfolder, "test.db")};{settings}" };
        return new TestDatabase(options, () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>A database of its own on a real PostgreSQL server; null where none is installed.</summary>
    public static async Task<TestDatabase?> PostgresAsync()
    {
        if (await PostgresServer.SharedAsync() is not { } server) return null;
        var connectionString = await server.CreateDatabaseAsync();
        return new TestDatabase(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = connectionString }, () => server.DropDatabaseAsync(connectionString));
    }

    /// <summary>A database on a server that belongs to the test; the test ends the server.</summary>
    public static async Task<TestDatabase> PostgresAsync(PostgresServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var connectionString = await server.CreateDatabaseAsync();
        return new TestDatabase(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = connectionString }, () => ValueTask.CompletedTask);
    }

    /// <summary>Brings the schema up to date.</summary>
    public async Task<TestDatabase> MigrateAsync()
    {
        await new Migrator(Database, TimeProvider.System).MigrateAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Runs a statement as it is.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) =>
        Database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, parameters, transaction), CancellationToken.None);

    /// <summary>Reads one value.</summary>
    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) =>
        Database.ReadAsync(connection => connection.ExecuteScalarAsync<T>(sql, parameters), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await drop();
    }
}
