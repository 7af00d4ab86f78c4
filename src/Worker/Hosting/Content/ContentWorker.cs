using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Hosting.Health;

namespace Syndication.Worker.Hosting.Content;

/// <summary>Keeps the feeds as the content folder is: a pass at the start, then one for each change and each interval.</summary>
internal sealed partial class ContentWorker(
    ContentIngest ingest, ContentWatcher watcher, ContentOptions options, ServiceHealth health, ILogger<ContentWorker> logger) : BackgroundService
{
    private const string Part = "content";

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // A folder that comes back, and a hold that is accepted, are noticed by themselves.
    private static readonly TimeSpan HeldInterval = TimeSpan.FromSeconds(10);

    private TimeSpan next;

    /// <summary>Brings the feeds up to date before the service answers anybody.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        watcher.Restart();
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
                next = await RunAsync(change.Paths, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Runs a pass and returns when the next one is due without any change.</summary>
    private async Task<TimeSpan> RunAsync(IReadOnlyCollection<string>? changed, CancellationToken stoppingToken)
    {
        try
        {
            var pass = await ingest.RunAsync(changed, stoppingToken);
            health.Set(Part, ingest.Hold?.Advice ?? (pass.Refused.IsEmpty ? null : $"{pass.Refused[0].Path} failed the publishing gate ({pass.Refused[0].Reason}) and keeps its last good state."));
            health.Ready();
            if (pass.Held is not null) watcher.Restart();
            if (pass.Held is not null) return HeldInterval;
            return pass.IsStale || options.WatchMode == WatchMode.Poll ? PollInterval : options.RescanInterval;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The edge of the loop: what went wrong is told, and tried again while the old feeds are served.
            LogFailed(exception, exception.Message);
            health.Set(Part, $"The feeds could not be brought up to date: {exception.Message}");
            return PollInterval * 5;
        }
    }

    [LoggerMessage(1002, LogLevel.Error, "The feeds could not be brought up to date; they are tried again in a few seconds: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
