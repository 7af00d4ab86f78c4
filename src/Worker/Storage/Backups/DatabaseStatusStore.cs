using System.Data.Common;
using Dapper;

namespace Syndication.Worker.Storage.Backups;

/// <summary>What ops may know of a database without seeing anybody's data.</summary>
/// <param name="database">The database.</param>
internal sealed class DatabaseStatusStore(Database database)
{
    private static readonly string[] Tables =
    [
        "subscribers", "subscriptions", "suppressions", "deliveries", "receipts", "editions", "variants", "posts", "arrivals", "holds", "feed_readings", "hub_subscriptions",
    ];

    /// <summary>The schema's number; 0 where there is none.</summary>
    public async Task<long> ReadSchemaAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(number), 0) FROM schema_migrations"), cancellationToken);
        }
        catch (DbException exception) when (exception is not Npgsql.NpgsqlException || exception.SqlState is not null)
        {
            return 0;
        }
    }

    /// <summary>Rows by table.</summary>
    public Task<IReadOnlyList<(string Table, long Rows)>> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<(string Table, long Rows)>>(async connection =>
        {
            var counts = new List<(string Table, long Rows)>();
            foreach (var table in Tables) counts.Add((table, await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}")));
            return counts;
        }, cancellationToken);

    /// <summary>Bytes on the disk.</summary>
    public async Task<long> ReadSizeAsync(CancellationToken cancellationToken)
    {
        if (database.File is not { } file) return await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT pg_database_size(current_database())"), cancellationToken);
        return new[] { "", "-wal" }.Sum(part => File.Exists(file + part) ? new FileInfo(file + part).Length : 0);
    }
}
