using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Syndication.Worker.Storage.Backups;

namespace Syndication.Worker.Storage;

/// <summary>Opens connections and transactions; the one way to reach the database.</summary>
/// <remarks>
/// SQLite takes one writer at a time: writers of this process queue here instead of polling the file's lock,
/// and begin IMMEDIATE so that a read followed by a write cannot fail half-way.
/// </remarks>
public sealed class Database : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly AsyncLocal<TimeSpan?> Asked = new();

    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly DbDataSource? postgres;
    private readonly string connectionString;
    private FileStream? presence;
    private readonly Lock announcing = new();
    private bool isAnnounced;

    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>Prepares access; nothing is opened yet.</summary>
    public Database(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Dialect = options.Provider == StorageProvider.Sqlite ? SqlDialect.Sqlite : SqlDialect.Postgres;
        if (options.Provider == StorageProvider.Postgres) postgres = NpgsqlDataSource.Create(options.ConnectionString);
        connectionString = options.Provider == StorageProvider.Sqlite
            ? new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true }.ToString()
            : options.ConnectionString;
        File = options.Provider == StorageProvider.Sqlite ? new SqliteConnectionStringBuilder(connectionString).DataSource : null;
    }

    /// <summary>How long the calls that follow from here wait for their turn with a SQLite file; 30 s, but where a person waits for the answer.</summary>
    public static TimeSpan Patience
    {
        get => Asked.Value ?? LongestWait;
        set => Asked.Value = value;
    }

    /// <summary>How this engine's SQL differs.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The SQLite file; null with PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>Makes the folder of a SQLite file where it is missing.</summary>
    public void CreateFolder()
    {
        if (Path.GetDirectoryName(File) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
    }

    /// <summary>An open connection for reading; the caller disposes it.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (postgres is not null) return await postgres.OpenConnectionAsync(cancellationToken);
        Announce();
        var connection = new SqliteConnection(connectionString);
        // Every command waits as long as its connection was made to.
        var patience = Asked.Value ?? TimeSpan.FromSeconds(connection.DefaultTimeout);
        connection.DefaultTimeout = (int)patience.TotalSeconds;
        try
        {
            await connection.OpenAsync(cancellationToken);
            // FULL: a committed delivery state survives a power cut (design.md, "Recovery").
            await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={(long)patience.TotalMilliseconds};"));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads with one connection.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var connection = await OpenAsync(cancellationToken);
        return await read(connection);
    }

    /// <summary>Runs <paramref name="write"/> in one transaction: all of it is committed, or nothing when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            return await CommitAsync(connection, write, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Runs <paramref name="write"/> in one transaction of a connection that is open already, after the writers before it.</summary>
    public async Task<T> WriteAsync<T>(DbConnection connection, Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await EnterAsync(cancellationToken);
        try
        {
            return await CommitAsync(connection, write, cancellationToken);
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc cref="WriteAsync{T}(Func{DbTransaction, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(Func<DbTransaction, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(async transaction =>
        {
            await write(transaction);
            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        writer.Dispose();
        if (presence is not null) await presence.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
    }

    /// <summary>Keeps a restore from replacing the file while this process uses it.</summary>
    private void Announce()
    {
        lock (announcing)
        {
            if (!isAnnounced) presence = SqliteFileLock.Share(File!);
            isAnnounced = true;
        }
    }

    private static async Task<T> CommitAsync<T>(DbConnection connection, Func<DbTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        await using var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: false)
            : await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var result = await write(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (postgres is not null) return;
        if (!await writer.WaitAsync(Patience, cancellationToken)) throw new TimeoutException("The database is busy with what others write.");
    }

    private void Leave()
    {
        if (postgres is null) writer.Release();
    }
}
