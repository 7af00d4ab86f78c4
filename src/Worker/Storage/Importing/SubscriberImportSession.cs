using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage.Importing;

/// <summary>One import on a connection of its own: batch after batch, each in a transaction, each safe to be written again.</summary>
public sealed class SubscriberImportSession : IAsyncDisposable
{
    private readonly Database database;
    private readonly DbConnection connection;
    private readonly IImportStaging staging;
    private readonly SuppressionStore suppressions;
    private readonly DepartureJournal journal;
    private readonly TimeProvider time;

    internal SubscriberImportSession(Database database, DbConnection connection, IImportStaging staging, SuppressionStore suppressions, DepartureJournal journal, TimeProvider time) =>
        (this.database, this.connection, this.staging, this.suppressions, this.journal, this.time) = (database, connection, staging, suppressions, journal, time);

    /// <summary>Takes what may be taken of a batch.</summary>
    /// <param name="lines">Lines; no two of them about one address and newsletter.</param>
    /// <param name="dryRun">Whether only to tell.</param>
    /// <param name="cancellationToken">Ends the import between rows; the batch is then as if it had not been begun.</param>
    /// <returns>The lines that were not taken, without addresses.</returns>
    public async Task<IReadOnlyList<ImportRefusal>> WriteAsync(IReadOnlyList<ImportLine> lines, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var staged = Stage(lines);
        return await database.WriteAsync(connection, async transaction =>
        {
            await staging.BeginAsync(transaction, cancellationToken);
            await transaction.Connection!.ExecuteAsync(ImportStage.Clear, transaction: transaction);
            await staging.FillAsync(transaction, staged, cancellationToken);
            var refused = (await transaction.Connection!.QueryAsync<(long Line, string Reason)>(ImportStage.Judge, transaction: transaction)).AsList();
            if (!dryRun) await TakeAsync(transaction, staged, refused.Select(each => each.Line).ToHashSet());
            return (IReadOnlyList<ImportRefusal>)[.. refused.Select(each => new ImportRefusal(each.Line, each.Reason, ""))];
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (connection.State == System.Data.ConnectionState.Open) await connection.ExecuteAsync(ImportStage.Drop);
        await connection.DisposeAsync();
    }

    private async Task TakeAsync(DbTransaction transaction, List<StagedLine> staged, HashSet<long> refused)
    {
        journal.Append([.. staged.Where(each => !refused.Contains(each.Line.Line) && (each.Line.Suppression is not null || each.Line.State == SubscriptionState.Unsubscribed)).Select(each => each.Line.Suppression is { } reason
            ? new Departure(DepartureKind.Suppressed, each.AddressHash, reason.ToString())
            : new Departure(DepartureKind.Left, each.AddressHash, each.Line.Newsletter))]);
        if (staged.Any(each => each.Line.Suppression is not null))
        {
            await transaction.Connection!.ExecuteAsync(ImportStage.Suppress, new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
        }

        await transaction.Connection!.ExecuteAsync(ImportStage.AddSubscribers, transaction: transaction);
        await transaction.Connection!.ExecuteAsync(ImportStage.AddSubscriptions, transaction: transaction);
    }

    private List<StagedLine> Stage(IReadOnlyList<ImportLine> lines)
    {
        var start = RandomId.NewStart();
        var (subscribers, subscriptions) = (RandomId.Many(start, lines.Count), RandomId.Many(start, lines.Count));
        var hashes = suppressions.HashMany(lines.Select(line => line.AddressKey));
        // By address, so that neighbours in the index are written together.
        return [.. lines.Select((line, index) => new StagedLine(line, subscribers[index], subscriptions[index], hashes[index])).OrderBy(line => line.Line.AddressKey, StringComparer.Ordinal)];
    }
}
