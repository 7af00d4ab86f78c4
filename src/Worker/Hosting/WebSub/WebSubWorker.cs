using Syndication.Worker.WebSub;

namespace Syndication.Worker.Hosting.WebSub;

/// <summary>Keeps telling hubs and subscribers while the service runs, each kind of listener on its own.</summary>
/// <param name="dispatchers">Those who tell.</param>
/// <param name="signal">Tells that something is due now.</param>
/// <param name="time">Measures the pause after which retries, and what other processes noted, are looked for.</param>
/// <param name="logger">Where failures are reported.</param>
internal sealed partial class WebSubWorker(IEnumerable<IWebSubDispatcher> dispatchers, WebSubSignal signal, TimeProvider time, ILogger<WebSubWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(dispatchers.Select(dispatcher => RunAsync(dispatcher, stoppingToken)));

    private async Task RunAsync(IWebSubDispatcher dispatcher, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                await dispatcher.RunDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of the loop: what is claimed is due again in a minute. An exception's type tells enough, its message may quote a row.
                LogFailed(dispatcher.GetType().Name, exception.GetType().Name);
            }

            await Task.WhenAny(woken, Task.Delay(Interval, time, stoppingToken));
        }
    }

    [LoggerMessage(6030, LogLevel.Error, "{Dispatcher} failed ({Exception}); it goes on in a few seconds")]
    private partial void LogFailed(string dispatcher, string exception);
}
