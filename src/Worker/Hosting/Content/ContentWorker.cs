using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Health;

namespace Syndication.Worker.Hosting.Content;

/// <summary>Keeps the feeds as the content folder is: a pass at the start, then one for each change, each date that comes, and each interval.</summary>
internal sealed partial class ContentWorker(
    ContentIngest ingest, ContentWatcher watcher, ServiceHealth health, TimeProvider time, ILogger<ContentWorker> logger) : BackgroundService
{
    private const string Part = "content";

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // A clock that is set forward brings a date nearer than it was when the wait began.
    private static readonly TimeSpan ClockCheck = TimeSpan.FromMinutes(1);

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
            health.Set(Part, pass.Held ?? (pass.Refused.IsEmpty ? null : $"{pass.Refused[0].Path} failed the publishing gate ({pass.Refused[0].Reason}) and keeps its last good state."));
            health.Ready();
            comparesAll = pass.Held is not null || pass.IsStale;
            return comparesAll ? RetryInterval : NextPass(pass.Snapshot.NextPublication);
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

    private TimeSpan? NextPass(DateTimeOffset? nextPublication)
    {
        if (nextPublication is not { } due) return null;
        var wait = due - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < ClockCheck ? wait : ClockCheck;
    }

    [LoggerMessage(1002, LogLevel.Error, "The feeds could not be brought up to date; they are tried again in a few seconds: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
