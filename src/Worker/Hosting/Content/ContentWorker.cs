using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Health;

namespace Syndication.Worker.Hosting.Content;

/// <summary>Keeps the feeds as the content folder is: a pass at the start, then one for each change and each interval.</summary>
internal sealed partial class ContentWorker(
    ContentIngest ingest, ContentWatcher watcher, ServiceHealth health, ILogger<ContentWorker> logger) : BackgroundService
{
    private const string Part = "content";

    private const long LargeHeap = 128L * 1024 * 1024;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // A hold that is accepted is noticed by itself.
    private static readonly TimeSpan HeldInterval = TimeSpan.FromSeconds(10);

    // What a pass did not take up must be found again, whatever the next event names.
    private bool comparesAll;
    private TimeSpan? next;

    /// <summary>Brings the feeds up to date before the service answers anybody.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        watcher.Restart(cancellationToken);
        next = await RunAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first pass of a large site leaves behind what only it needed; nothing that comes later would make the collector give it back.
        if (GC.GetTotalMemory(forceFullCollection: false) > LargeHeap) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var change = await watcher.WaitAsync(next, stoppingToken);
                next = await RunAsync(comparesAll ? null : change.Paths, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Runs a pass and returns when the next one is due without any change, or null.</summary>
    private async Task<TimeSpan?> RunAsync(IReadOnlyCollection<string>? changed, CancellationToken stoppingToken)
    {
        try
        {
            var pass = await ingest.RunAsync(changed, stoppingToken);
            health.Set(Part, ingest.Hold?.Advice ?? (pass.Refused.IsEmpty ? null : $"{pass.Refused[0].Path} failed the publishing gate ({pass.Refused[0].Reason}) and keeps its last good state."));
            // A follower that never agreed with the ledger has nothing to serve yet, unless feeds are left from before.
            if (pass.Difference is null || ingest.ServesFeeds) health.Ready();
            comparesAll = pass.Held is not null || pass.IsStale;
            if (pass.Held is not null) return HeldInterval;
            return pass.IsStale ? RetryInterval : null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The edge of the loop: what went wrong is told, and tried again while the old feeds are served.
            LogFailed(exception, exception.Message);
            health.Set(Part, $"The feeds could not be brought up to date: {exception.Message}");
            comparesAll = true;
            return RetryInterval * 5;
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "The feeds could not be brought up to date; they are tried again in a few seconds: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
