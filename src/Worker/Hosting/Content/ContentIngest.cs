using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Content.Ingest;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Hosting.Content;

/// <summary>
/// One pass from the folder to public feeds, and after it the newsletters' arrivals and the news for hubs: nothing is announced that no feed holds.
/// A worker that another ingests for publishes what the ledger says once its folder says the same, and changes nothing.
/// </summary>
/// <param name="pipeline">From the folder to the feeds.</param>
/// <param name="lease">Whether this worker may change the ledger.</param>
/// <param name="recorder">Records what follows from a pass.</param>
/// <param name="brakes">What a pass may not do without a word from ops.</param>
/// <param name="logger">Tells what a pass did.</param>
internal sealed partial class ContentIngest(
    ContentPipeline pipeline, IngestLease lease, PassRecorder recorder, ContentBrakes brakes, ILogger<ContentIngest> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private ContentSnapshot told = ContentSnapshot.Empty;
    private string? toldHold;

    /// <summary>The hold in force after the last pass, or null.</summary>
    public Hold? Hold { get; private set; }

    /// <summary>The <see cref="IngestLease.Epoch"/> that the last pass ran in; null before the first.</summary>
    public long? Tenure { get; private set; }

    /// <summary>Whether there is any feed to serve.</summary>
    public bool ServesFeeds => !pipeline.Manifest.Files.IsEmpty;

    /// <summary>How the folder differs from the ledger that another worker changes, after the last pass; null when they agree, or this worker changes it.</summary>
    public LedgerDifference? Difference { get; private set; }

    /// <summary>When the next scheduled post goes live, in UTC, or null.</summary>
    public DateTimeOffset? NextPublication { get; private set; }

    /// <summary>Runs a pass.</summary>
    /// <param name="changed">Paths that may have moved, or null for all.</param>
    /// <param name="cancellationToken">Stops it between steps; what is done is kept.</param>
    public async Task<ContentPass> RunAsync(IReadOnlyCollection<string>? changed, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            // Afterwards the service's own worker renews it; a command needs it for its one pass.
            if (Tenure is null) await lease.RenewAsync(TimeSpan.Zero, cancellationToken);
            var tenure = lease.Epoch;
            var orders = await brakes.PrepareAsync(cancellationToken);
            var pass = await pipeline.RunAsync(changed, orders, cancellationToken);
            (Tenure, Difference) = (tenure, pass.Difference);
            if (pass is { Held: null, Difference: null }) await recorder.RecordAsync(pass, cancellationToken);
            Hold = await brakes.KeepAsync(pass, pass.Snapshot.Now, cancellationToken);
            NextPublication = pass.Snapshot.NextPublication;
            Tell(pass);
            return pass;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private void Tell(ContentPass pass)
    {
        if (Hold is { } hold && hold.Reason != toldHold) LogHeld(hold.Advice);
        else if (pass.Taken + pass.Left + pass.Written.Length > 0) LogPass(pass.Taken, pass.Left, pass.Written.Length);
        toldHold = Hold?.Reason;
        foreach (var refused in pass.Refused) LogRefused(refused.Path, refused.Reason);
        foreach (var problem in pass.Snapshot.ProblemsSince(told))
        {
            if (problem.Severity == ProblemSeverity.Error) LogError(problem.File, problem.Line, problem.Code, problem.Message, problem.Help);
            else LogWarning(problem.File, problem.Line, problem.Code, problem.Message, problem.Help);
        }

        told = pass.Snapshot;
    }

    [LoggerMessage(1010, LogLevel.Information, "{Taken} posts taken up, {Left} left, {Files} feed files written")]
    private partial void LogPass(int taken, int left, int files);

    [LoggerMessage(1011, LogLevel.Error, "{Reason}")]
    private partial void LogHeld(string reason);

    [LoggerMessage(1012, LogLevel.Error, "{File} failed the publishing gate and keeps its last good state: {Reason}")]
    private partial void LogRefused(string file, string reason);

    [LoggerMessage(1013, LogLevel.Error, "{File}:{Line}: {Code}: {Message} {Help}")]
    private partial void LogError(string file, int line, string code, string message, string help);

    [LoggerMessage(1014, LogLevel.Warning, "{File}:{Line}: {Code}: {Message} {Help}")]
    private partial void LogWarning(string file, int line, string code, string message, string help);
}
