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
    private readonly DepartureJournal journal;
    private readonly TimeProvider time;

    internal SubscriberImportSession(Database database, DbConnection connection, IImportStaging staging, DepartureJournal journal, TimeProvider time) =>
        (this.database, this.connection, this.staging, this.journal, this.time) = (database, connection, staging, journal, time);

    /// <summary>Takes what may be taken of a batch.</summary>
    /// <param name="lines">Lines; no two of them about one address and newsletter.</param>
    /// <param name="dryRun">Whether only to tell.</param>
    /// <param name="cancellationToken">Ends the import between rows; the batch is then as if it had not been begun.</param>
    /// <returns>The lines that were not taken, without addresses.</returns>
    public Task<IReadOnlyList<ImportRefusal>> WriteAsync(IReadOnlyList<StagedLine> lines, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return database.WriteAsync(connection, async transaction =>
        {
            await staging.BeginAsync(transaction, cancellationToken);
            await SetWatermarksAsync(transaction, lines);
            await FillAsync(transaction, lines, cancellationToken);
            var refused = new List<ImportRefusal>();
            if (lines.Any(line => line.Line.Suppression is not null)) await SuppressAsync(transaction, lines, refused, dryRun);
            refused.AddRange(await JudgeAsync(transaction, ImportStage.Judge));
            if (!dryRun) await TakeAsync(transaction, lines, refused, cancellationToken);
            return (IReadOnlyList<ImportRefusal>)refused;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (connection.State == System.Data.ConnectionState.Open) await connection.ExecuteAsync(ImportStage.Drop);
        await connection.DisposeAsync();
    }

    private static async Task SetWatermarksAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines)
    {
        var arrivals = (await transaction.Connection!.QueryAsync<(string Name, long Value)>(ImportStage.Arrivals, transaction: transaction))
            .ToDictionary(row => row.Name["arrivals/".Length..], row => row.Value, StringComparer.Ordinal);
        foreach (var line in lines) line.AnnouncedThrough = arrivals.GetValueOrDefault(line.Line.Newsletter);
    }

    private static async Task<IEnumerable<ImportRefusal>> JudgeAsync(DbTransaction transaction, string sql) =>
        (await transaction.Connection!.QueryAsync<(long Line, string Reason)>(sql, transaction: transaction)).Select(each => new ImportRefusal(each.Line, each.Reason, ""));

    private async Task FillAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines, CancellationToken cancellationToken)
    {
        await transaction.Connection!.ExecuteAsync(ImportStage.Clear, transaction: transaction);
        await staging.FillAsync(transaction, lines, cancellationToken);
    }

    /// <summary>Before subscriptions are judged, since those of the same batch about these addresses are not to be taken.</summary>
    private async Task SuppressAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines, List<ImportRefusal> refused, bool dryRun)
    {
        refused.AddRange(await JudgeAsync(transaction, ImportStage.JudgeSuppressions));
        if (dryRun) return;
        var known = refused.Select(each => each.Line).ToHashSet();
        journal.Append([.. lines.Where(each => each.Line.Suppression is not null && !known.Contains(each.Line.Line))
            .Select(each => new Departure(DepartureKind.Suppressed, each.AddressHash, each.Line.Suppression.ToString()!))]);
        await transaction.Connection!.ExecuteAsync(ImportStage.Suppress, new { now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction);
    }

    private async Task TakeAsync(DbTransaction transaction, IReadOnlyList<StagedLine> lines, List<ImportRefusal> refused, CancellationToken cancellationToken)
    {
        var known = refused.Select(each => each.Line).ToHashSet();
        var taken = lines.Where(each => each.Line.Suppression is null && !known.Contains(each.Line.Line)).ToList();
        if (taken.Count == 0) return;
        journal.Append([.. taken.Where(each => each.Line.State == SubscriptionState.Unsubscribed).Select(each => new Departure(DepartureKind.Left, each.AddressHash, each.Line.Newsletter))]);
        // Filled anew where some may not be taken, which is rare: to ask for each line again would cost a million look-ups.
        if (known.Count > 0) await FillAsync(transaction, taken, cancellationToken);
        await transaction.Connection!.ExecuteAsync(ImportStage.AddSubscribers, transaction: transaction);
        await transaction.Connection!.ExecuteAsync(ImportStage.AddSubscriptions, transaction: transaction);
    }
}
