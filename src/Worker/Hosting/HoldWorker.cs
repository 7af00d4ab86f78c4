using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Hosting.Digests;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting;

/// <summary>Tells health what is held, and acts within a second or two on what ops accept or release; notes each minute that the service is alive.</summary>
internal sealed partial class HoldWorker(
    HoldStore holds, ClockGuard clock, DatabaseMark mark, HoldReaction reaction, TimeProvider time, ILogger<HoldWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BeatInterval = TimeSpan.FromMinutes(1);

    private long? lastBeat;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        string? failure = null;
        do
        {
            try
            {
                await LookAsync(stoppingToken);
                failure = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The edge of the loop: a database that is away is told once, and health tells it too.
                if (failure != exception.Message) LogFailed(exception.Message);
                failure = exception.Message;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var now = await clock.ReadAsync(stoppingToken);
        await reaction.ReactAsync(await holds.ReadAsync(stoppingToken), stoppingToken);
        if (lastBeat is { } before && time.GetElapsedTime(before) < BeatInterval) return;
        lastBeat = time.GetTimestamp();
        await mark.BeatAsync(now, stoppingToken);
    }

    [LoggerMessage(1030, LogLevel.Warning, "What is held could not be looked at: {Reason}")]
    private partial void LogFailed(string reason);
}
