using System.Data.Common;
using Syndication.Worker.Http.Readers;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting;

/// <summary>Stores the reader statistics every few minutes, at midnight and when the service stops; a killed process loses those minutes.</summary>
/// <param name="readings">What was counted.</param>
/// <param name="store">Where it goes.</param>
/// <param name="time">Tells the days.</param>
/// <param name="logger">Where a failure is told.</param>
internal sealed partial class ReadingsWorker(FeedReadings readings, FeedReadingStore store, TimeProvider time, ILogger<ReadingsWorker> logger) : BackgroundService
{
    private const int RetentionDays = 92;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private DateOnly purged;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StoreAsync(Today(), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var day = Today();
            await Task.Delay(NextStop(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await StoreAsync(day, stoppingToken);
        }
    }

    private async Task StoreAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var taken = readings.Take();
        try
        {
            if (taken.Count > 0) await store.AddAsync(day, taken, cancellationToken);
            if (purged == day) return;
            await store.PurgeAsync(day.AddDays(-RetentionDays), cancellationToken);
            purged = day;
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException or TimeoutException)
        {
            readings.Return(taken);
            LogFailed(exception.Message);
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>A few minutes, but no further than the day.</summary>
    private TimeSpan NextStop()
    {
        var untilMidnight = TimeSpan.FromDays(1) - time.GetUtcNow().TimeOfDay;
        return untilMidnight < Interval ? untilMidnight : Interval;
    }

    [LoggerMessage(1301, LogLevel.Warning, "Reader statistics could not be stored; they are kept for the next time: {Reason}")]
    private partial void LogFailed(string reason);
}
