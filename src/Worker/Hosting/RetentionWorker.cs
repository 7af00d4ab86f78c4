using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Worker.Hosting;

/// <summary>Deletes sign-ups that were never confirmed, and deliveries that ended long ago, every hour.</summary>
/// <param name="signUps">Knows which those are.</param>
/// <param name="deliveries">Deletes deliveries.</param>
/// <param name="bounces">Deletes what came back, and forgets failures that have passed.</param>
/// <param name="privacy">How long they are kept.</param>
/// <param name="time">Tells the hours.</param>
/// <param name="logger">Where a failure is told.</param>
internal sealed partial class RetentionWorker(
    SignUpWorkflow signUps, DeliveryRetentionStore deliveries, BounceStore bounces, PrivacyOptions privacy, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await signUps.PurgeUnconfirmedAsync(stoppingToken);
                // Before deliveries, which tell whether a probe arrived.
                await bounces.PurgeAsync(time.GetUtcNow() - privacy.DeliveryRetention, stoppingToken);
                await deliveries.PurgeAsync(time.GetUtcNow() - privacy.DeliveryRetention, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The edge of the loop: what is due for deletion is still so in an hour.
                LogFailed(exception, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1201, LogLevel.Error, "Unconfirmed sign-ups and old deliveries could not be deleted; it is tried again in an hour: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
