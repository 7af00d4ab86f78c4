using System.Threading.Channels;
using Syndication.Worker.Storage.Importing;

namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Takes subscribers from another service's file: one task reads and checks it, others write, so that all processors work.</summary>
/// <param name="store">Where they go.</param>
/// <param name="newsletters">The configured newsletters.</param>
/// <param name="time">The time of the import.</param>
internal sealed class SubscriberImport(SubscriberImportStore store, IReadOnlyList<NewsletterOptions> newsletters, TimeProvider time)
{
    /// <summary>Imports a file; a second run goes on where a first was killed, since what is there already is left as it is.</summary>
    /// <param name="file">The file, seekable.</param>
    /// <param name="options">What ops say of it.</param>
    /// <param name="written">Called after each batch with what it came to so far and what of it was not taken.</param>
    /// <param name="cancellationToken">Ends it between batches.</param>
    public async Task<ImportSummary> RunAsync(Stream file, ImportOptions options, Func<ImportSummary, ImportBatch, Task> written, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(options);
        var summary = new ImportSummary();
        using var parser = ImportFileReader.Open(file);
        if (await ImportFileReader.ReadHeaderAsync(parser) is not { } first || ImportColumns.Read(first) is not { } columns) return summary;
        summary.Source = columns.Source;
        var slugs = await store.ReadTagSlugsAsync(cancellationToken);
        var choice = options.Tags ?? (columns.Source == ImportSource.Plain ? ImportTagChoice.All : ImportTagChoice.Known);
        var lines = new ImportLineReader(columns, options, newsletters, new ImportTags(choice, slugs), time.GetUtcNow());
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lanes = new ImportLanes(store.Writers, options.BatchLines, store.Stage, () => file.Position);
        var reading = Task.Run(() => ReadAsync(parser, columns, lines, lanes, failed.Token), CancellationToken.None);
        using var turn = new SemaphoreSlim(1, 1);
        var writing = lanes.Readers.Select(batches => Task.Run(() => WriteAsync(batches, Told, options.DryRun, failed.Token), CancellationToken.None)).ToArray();
        foreach (var task in writing) _ = task.ContinueWith(_ => failed.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            await Task.WhenAll(writing);
        }
        catch
        {
            await failed.CancelAsync();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        summary.Trouble = await reading;
        return summary;

        async Task Told(ImportBatch batch, IReadOnlySet<long> notTaken)
        {
            await turn.WaitAsync(failed.Token);
            try
            {
                summary.Add(batch, notTaken);
                await written(summary, batch);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    private static async Task<string?> ReadAsync(CsvHelper.CsvParser parser, ImportColumns columns, ImportLineReader lines, ImportLanes lanes, CancellationToken cancellationToken)
    {
        try
        {
            return await ImportFileReader.ReadAsync(parser, columns, lines, lanes, cancellationToken);
        }
        finally
        {
            lanes.Complete();
        }
    }

    private async Task WriteAsync(ChannelReader<ImportBatch> batches, Func<ImportBatch, IReadOnlySet<long>, Task> told, bool dryRun, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(cancellationToken);
        await foreach (var batch in batches.ReadAllAsync(cancellationToken))
        {
            var refused = (await session.WriteAsync(batch.Lines, dryRun, cancellationToken)).ToDictionary(each => each.Line, each => each.Reason);
            foreach (var line in batch.Lines.Select(staged => staged.Line).Where(line => refused.ContainsKey(line.Line)))
            {
                batch.Refused.Add(new ImportRefusal(line.Line, refused[line.Line], line.Address));
            }

            batch.Refused.Sort((one, other) => one.Line.CompareTo(other.Line));
            await told(batch, refused.Keys.ToHashSet());
        }
    }
}
