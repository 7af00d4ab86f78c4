using Syndication.Worker.Storage.EditionArchive;

namespace Syndication.Worker.Hosting.Digests;

/// <summary>Takes editions into the public archive soon after they have ended.</summary>
/// <param name="recorder">Does it.</param>
/// <param name="time">Tells when to look.</param>
/// <param name="logger">Where a failure is told.</param>
internal sealed partial class EditionArchiveWorker(EditionArchiveRecorder recorder, TimeProvider time, ILogger<EditionArchiveWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await recorder.RecordAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The edge of the loop: what was not judged is found again.
                LogFailed(exception, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(4040, LogLevel.Error, "Editions could not be taken into the archive; it is tried again: {Reason}")]
    private partial void LogFailed(Exception exception, string reason);
}
