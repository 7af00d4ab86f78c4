using System.Data.Common;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Syndication.Worker.Storage.Importing;

/// <summary>Binary COPY.</summary>
internal sealed class PostgresImportStaging : IImportStaging
{
    private static readonly string Copy = $"COPY import_lines ({ImportStage.Columns}) FROM STDIN (FORMAT BINARY)";

    /// <inheritdoc/>
    public Task PrepareAsync(DbConnection connection, CancellationToken cancellationToken) => connection.ExecuteAsync($"{ImportStage.Drop}; {ImportStage.Create};");

    /// <inheritdoc/>
    /// <remarks>
    /// While a table grows from nothing its statistics are wrong, and hashing all of it for each batch is the plan that follows from them: the batch looks its rows up by
    /// index. Ruling plans out makes them look costly, for which the server would compile each statement: longer than running it takes.
    /// A commit that a crash takes back is written again by the next run.
    /// </remarks>
    public Task BeginAsync(DbTransaction transaction, CancellationToken cancellationToken) => transaction.Connection!.ExecuteAsync(
        "SET LOCAL jit = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off; SET LOCAL synchronous_commit = off", transaction: transaction);

    /// <inheritdoc/>
    public async Task FillAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        await using var copy = await ((NpgsqlConnection)transaction.Connection!).BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(copy, line);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    /// <summary>Not asynchronous: it waits once in some thousand values, and eighteen million awaits cost more than the rest of the copying.</summary>
    private static void Write(NpgsqlBinaryImporter copy, StagedLine line)
    {
        copy.StartRow();
        for (var column = 0; column < ImportStage.TextColumns.Length; column++)
        {
            if (line.Text(column) is { } text) copy.Write(text, NpgsqlDbType.Text);
            else copy.WriteNull();
        }

        for (var column = 0; column < ImportStage.NumberColumns.Length; column++)
        {
            if (line.Number(column) is { } number) copy.Write(number, NpgsqlDbType.Bigint);
            else copy.WriteNull();
        }
    }
}
