using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>Plans at the start what was missed, sets the alarms, and looks again each minute at new time zones and at what an alarm could not plan.</summary>
/// <param name="planning">Plans.</param>
/// <param name="clock">The alarms.</param>
/// <param name="published">The posts: nothing is planned before they are read.</param>
/// <param name="time">Measures the minute.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed partial class DigestWorker(
    DigestPlanning planning, DigestClock clock, PublishedPosts published, TimeProvider time, ILogger<DigestWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ContentInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await clock.SetAsync(stoppingToken);
                await planning.PlanAllAsync(stoppingToken);
                var isRead = !ReferenceEquals(published.Current, PublishedState.Empty);
                await Task.Delay(isRead ? Interval : ContentInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(exception);
                await Task.Delay(ContentInterval * 5, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(4031, LogLevel.Error, "The schedules could not be looked at; they are tried again in a few seconds")]
    private partial void LogFailed(Exception exception);
}
