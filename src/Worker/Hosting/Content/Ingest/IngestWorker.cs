using Syndication.Worker.Http.Hooks;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Hosting.Content.Ingest;

/// <summary>
/// Keeps the ingest lease, or takes it when its holder is gone; while another worker has it, follows the revisions of the ledger. Does nothing where one
/// process has the database for itself.
/// </summary>
/// <param name="lease">The lease.</param>
/// <param name="ingest">Runs passes.</param>
/// <param name="lag">What a follower lacks.</param>
/// <param name="source">Asked for newer posts when the ledger knows some that are not here.</param>
/// <param name="time">Measures the intervals.</param>
/// <param name="logger">Where changes of the holder are told.</param>
internal sealed partial class IngestWorker(
    IngestLease lease, ContentIngest ingest, FollowerLag lag, HookReceiver source, TimeProvider time, ILogger<IngestWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(10);

    // Who cannot show what the ledger says would remove posts that readers have: others go first.
    private static readonly TimeSpan LaggardPatience = TimeSpan.FromMinutes(2);

    private Task passing = Task.CompletedTask;
    private bool? isHolder;
    private long? renewed;
    private long followed = -1;
    private long looked;
    private long heard;
    private long? since;
    private bool hasAsked;
    private string? failure;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!lease.IsShared) return;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await TryLookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            await passing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryLookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
            failure = null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The edge of the loop: while the database is away nobody can change the ledger; it is told once.
            if (failure != exception.Message) LogFailed(exception.Message);
            failure = exception.Message;
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        if (!lease.IsHeld || renewed is not { } last || time.GetElapsedTime(last) >= RenewInterval)
        {
            await lease.RenewAsync(ingest.Difference is null ? TimeSpan.Zero : LaggardPatience, stoppingToken);
            renewed = time.GetTimestamp();
        }

        if (isHolder != lease.IsHeld) Tell();
        await AskAsync(stoppingToken);
        // A pass may take longer than the lease lasts.
        if (!passing.IsCompleted) return;
        var done = passing;
        passing = Task.CompletedTask;
        await done;
        // The first pass is the start's own.
        if (ingest.Tenure is { } tenure && (tenure != lease.Epoch || (!lease.IsHeld && IsDue))) passing = PassAsync(stoppingToken);
        lag.Note(ingest.Difference);
    }

    /// <summary>Whether a follower has to look: the ledger has moved, or what differed may have come without anybody telling.</summary>
    private bool IsDue => lease.Revision != followed || (ingest.Difference is not null && time.GetElapsedTime(looked) >= LagInterval);

    private async Task PassAsync(CancellationToken stoppingToken)
    {
        var (revision, isNew) = (lease.Revision, lease.Revision != followed);
        looked = time.GetTimestamp();
        await ingest.RunAsync(lease.IsHeld ? null : [], stoppingToken);
        followed = revision;
        if (ingest.Difference is null) lag.Agree();
        // A checkout of its own hears of commits in its own time.
        else if (isNew) source.Take(null);
    }

    /// <summary>Passes on that there are newer posts: a webhook reaches one worker, and a pull of the holder may be minutes away.</summary>
    private async Task AskAsync(CancellationToken stoppingToken)
    {
        if (lease.IsHeld && lease.Asked > heard) source.Take(null);
        heard = lease.Asked;
        if (lease.IsHeld || ingest.Difference is null)
        {
            (since, hasAsked) = (null, false);
        }
        else if (time.GetElapsedTime(since ??= time.GetTimestamp()) >= (hasAsked ? AskAgain : AskAfter))
        {
            await lease.AskAsync(stoppingToken);
            (since, hasAsked) = (time.GetTimestamp(), true);
        }
    }

    private void Tell()
    {
        var holder = lease.Holder?.Name ?? "nobody";
        if (lease.IsHeld) LogTaken();
        else if (isHolder is true) LogLost(holder);
        else LogFollows(holder);
        isHolder = lease.IsHeld;
    }

    [LoggerMessage(1040, LogLevel.Information, "This worker ingests from now on: it alone changes the ledger, the others follow")]
    private partial void LogTaken();

    [LoggerMessage(1041, LogLevel.Warning, "This worker no longer ingests, since it gave no sign of life for too long; {Worker} does. It follows now")]
    private partial void LogLost(string worker);

    [LoggerMessage(1045, LogLevel.Information, "{Worker} ingests; this worker follows it")]
    private partial void LogFollows(string worker);

    [LoggerMessage(1042, LogLevel.Warning, "It could not be looked at who ingests: {Reason}")]
    private partial void LogFailed(string reason);
}
