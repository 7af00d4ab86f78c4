namespace Syndication.Worker.Hosting.Content;

/// <summary>Lets scheduled posts go live at their moment, without a look at the folder.</summary>
/// <param name="ingest">Knows when the next one is due.</param>
/// <param name="clock">The time to go by.</param>
/// <param name="time">Measures the wait.</param>
/// <param name="logger">Where a failure is told.</param>
internal sealed partial class PublicationWorker(ContentIngest ingest, ClockGuard clock, TimeProvider time, ILogger<PublicationWorker> logger) : BackgroundService
{
    // A timer set for the moment itself would miss it when the clock is changed, and never hear of an earlier post.
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(await RunAsync(stoppingToken), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of the loop: what is due stays due.
                LogFailed(exception, exception.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Publishes what is due and returns how long to wait.</summary>
    private async Task<TimeSpan> RunAsync(CancellationToken stoppingToken)
    {
        if (ingest.NextPublication is not { } due) return Glance;
        var wait = due - await clock.ReadAsync(stoppingToken);
        if (wait > TimeSpan.Zero) return wait < Glance ? wait : Glance;
        var pass = await ingest.RunAsync([], stoppingToken);
        return pass.Held is null ? TimeSpan.Zero : Pause;
    }

    [LoggerMessage(1005, LogLevel.Error, "A post that is due could not go live; it is tried again in a few seconds: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
