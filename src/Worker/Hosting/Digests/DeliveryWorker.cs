using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>Sends while the service runs; starts again after a failure, such as a database that is away.</summary>
/// <param name="dispatcher">Sends.</param>
/// <param name="log">Where failures are reported, and the clock.</param>
internal sealed class DeliveryWorker(DeliveryDispatcher dispatcher, DeliveryLog log) : BackgroundService
{
    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.Failed(exception);
                await Task.Delay(FailurePause, log.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
