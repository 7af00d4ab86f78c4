using System.Threading.Channels;
using Syndication.Worker.Hosting.Health;

namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>Follows the branch: at the interval, when the hook asks, and after a failure with growing pauses.</summary>
internal sealed partial class GitWorker(
    GitOptions options, GitSource source, ContentWatcher watcher, ServiceHealth health, TimeProvider time, ILogger<GitWorker> logger) : BackgroundService
{
    private const string Part = "git";

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(15);

    // A small repository is there before the first feeds are made; a large one comes while the service already answers.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int failures;
    private string? told;

    /// <summary>Asks for a pull now; asked again while one runs, one more follows.</summary>
    public void AskToPull() => asked.Writer.TryWrite(true);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (source.HasCheckout) return;
        health.Set(Part, $"The first checkout of {options.Address} is under way.");
        await Task.WhenAny(firstTry.Task, Task.Delay(FirstWait, time, cancellationToken));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PullAsync(stoppingToken);
                firstTry.TrySetResult();
                await WaitAsync(failures == 0 ? options.Interval : Pause(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task PullAsync(CancellationToken stoppingToken)
    {
        try
        {
            var pull = await source.PullAsync(stoppingToken);
            if (pull.Paths is null) watcher.AskForFullScan();
            else watcher.Announce(pull.Paths);
            if (pull.Paths is null or { Count: > 0 }) LogPulled(pull.Commit);
            if (failures > 0) LogMended(options.Address.Url);
            failures = 0;
            told = null;
            health.Set(Part, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The edge of the loop: the old checkout serves on, and it is tried again.
            failures++;
            var reason = $"{options.Address} cannot be followed, so posts stay as they were checked out last: {exception.Message}";
            if (told != exception.Message) LogFailed(exception is GitException ? null : exception, reason);
            told = exception.Message;
            health.Set(Part, reason);
        }
    }

    private TimeSpan Pause()
    {
        var most = options.Interval > LongestRetry ? options.Interval : LongestRetry;
        var pause = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 20));
        return pause < most ? pause : most;
    }

    private async Task WaitAsync(TimeSpan longest, CancellationToken stoppingToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), waiting, longest, Timeout.InfiniteTimeSpan);
        try
        {
            await asked.Reader.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    [LoggerMessage(1030, LogLevel.Information, "Checked out commit {Commit}")]
    private partial void LogPulled(string commit);

    [LoggerMessage(1031, LogLevel.Error, "{Reason}")]
    private partial void LogFailed(Exception? exception, string reason);

    [LoggerMessage(1032, LogLevel.Information, "{Address} is followed again")]
    private partial void LogMended(string address);
}
