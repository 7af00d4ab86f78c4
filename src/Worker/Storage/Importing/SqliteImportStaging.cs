using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Syndication.Worker.Storage.Importing;

/// <summary>One prepared statement for all rows, bound by position: ADO.NET looks every parameter up by its name, which takes four times as long.</summary>
internal sealed class SqliteImportStaging : IImportStaging
{
    private static readonly string Insert =
        $"INSERT INTO import_lines ({ImportStage.Columns}) VALUES ({string.Join(", ", Enumerable.Repeat("?", ImportStage.TextColumns.Length + ImportStage.NumberColumns.Length))})";

    /// <inheritdoc/>
    public Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) =>
        // A power cut may take the last batches back, which the next run of the import writes again; it never tears the file in WAL mode.
        // Addresses come in no order, so each batch touches most pages of an index: they are kept at hand, and copied from the WAL after five batches rather than each.
        connection.ExecuteAsync($"PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=32768; {ImportStage.Drop}; {ImportStage.Create};");

    /// <inheritdoc/>
    public Task BeginAsync(DbTransaction transaction, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task FillAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var handle = ((SqliteConnection)transaction.Connection!).Handle!;
        Check(handle, raw.sqlite3_prepare_v2(handle, Insert, out var statement));
        try
        {
            foreach (var line in lines)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Bind(statement, line);
                var stepped = raw.sqlite3_step(statement);
                if (stepped != raw.SQLITE_DONE) Check(handle, stepped);
                raw.sqlite3_reset(statement);
            }
        }
        finally
        {
            statement.Dispose();
        }

        return Task.CompletedTask;
    }

    private static void Bind(sqlite3_stmt statement, StagedLine line)
    {
        for (var column = 0; column < ImportStage.TextColumns.Length; column++)
        {
            if (line.Text(column) is { } text) raw.sqlite3_bind_text(statement, column + 1, text);
            else raw.sqlite3_bind_null(statement, column + 1);
        }

        for (var column = 0; column < ImportStage.NumberColumns.Length; column++)
        {
            var index = ImportStage.TextColumns.Length + column + 1;
            if (line.Number(column) is { } number) raw.sqlite3_bind_int64(statement, index, number);
            else raw.sqlite3_bind_null(statement, index);
        }
    }

    private static void Check(sqlite3 handle, int result) => SqliteException.ThrowExceptionForRC(result, handle);
}
