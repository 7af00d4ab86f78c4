using System.Threading.Channels;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Scanning;

namespace Syndication.Worker.Hosting.Content;

/// <summary>
/// Notices changes of the content folder and tells them once it is quiet. Changes come from file events; where there are none
/// (polling, and what lies behind symbolic links) from comparing; and from those who call <see cref="Announce"/>.
/// </summary>
/// <param name="options">The folder and how it is watched.</param>
/// <param name="time">Measures quiet.</param>
/// <param name="logger">Where lost events are reported.</param>
internal sealed partial class ContentWatcher(ContentOptions options, TimeProvider time, ILogger<ContentWatcher> logger) : IDisposable
{
    // Under a steady stream of changes, those that are quiet are taken up at least this often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // A file that is written for longer than this holds a full comparison up no more.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(1);

    // A folder that is moved, unmounted or replaced sends no event of its own.
    private static readonly TimeSpan FolderCheck = TimeSpan.FromSeconds(1);

    private readonly Channel<FolderEvent> events = Channel.CreateUnbounded<FolderEvent>();
    private readonly PendingPaths pending = new(time);
    private readonly ContentPolling polling = new(options, time);
    private FolderEvents? watching;
    private string? identity;
    private bool all;
    private long lastNews;
    private long firstNews;
    private long lastCheck;
    private long lastFull = time.GetTimestamp();

    /// <summary>Asks for a comparison of everything.</summary>
    public void AskForFullScan() => events.Writer.TryWrite(default);

    /// <summary>Tells of paths below the folder that moved.</summary>
    public void Announce(IEnumerable<string> paths)
    {
        foreach (var path in paths) events.Writer.TryWrite(new FolderEvent(path, null));
    }

    /// <summary>Watches the folder afresh, as after it was missing or replaced.</summary>
    public void Restart(CancellationToken cancellationToken)
    {
        watching?.Dispose();
        watching = null;
        identity = FolderIdentity.Of(options.Folder);
        lastCheck = time.GetTimestamp();
        if (options.WatchMode == WatchMode.Off) return;
        if (options.WatchMode == WatchMode.Auto && !polling.IsWhole && identity is not null)
        {
            watching = new FolderEvents(options.Folder, events.Writer);
            watching.Begin();
        }

        polling.Begin(cancellationToken);
    }

    /// <summary>Waits until something moved and was quiet after it, or all is to be compared, or <paramref name="longest"/> has passed.</summary>
    /// <param name="longest">Null for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<ContentChange> WaitAsync(TimeSpan? longest, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            Gather(cancellationToken);
            var left = (longest ?? TimeSpan.MaxValue) - time.GetElapsedTime(started);
            if (Take(left <= TimeSpan.Zero, cancellationToken) is { } change) return change;
            await WaitForEventAsync(Least(left, UntilNextLook()), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => watching?.Dispose();

    private void Gather(CancellationToken cancellationToken)
    {
        while (events.Reader.TryRead(out var moved))
        {
            if (moved.Fault is { } fault) Mend(fault, cancellationToken);
            Note(moved.Path);
        }

        if (time.GetElapsedTime(lastFull) >= options.RescanInterval) all = true;
        if (options.WatchMode == WatchMode.Off) return;
        if (time.GetElapsedTime(lastCheck) >= FolderCheck)
        {
            lastCheck = time.GetTimestamp();
            if (FolderIdentity.Of(options.Folder) != identity)
            {
                Restart(cancellationToken);
                Note(null);
            }
        }

        foreach (var path in polling.Look(isBusy: !pending.IsEmpty, cancellationToken)) Note(path);
    }

    private void Note(string? path)
    {
        lastNews = time.GetTimestamp();
        if (pending.IsEmpty && !all) firstNews = lastNews;
        if (path is null) all = true;
        else pending.Note(path);
    }

    /// <summary>What is to be told now, or null to wait on.</summary>
    private ContentChange? Take(bool isDue, CancellationToken cancellationToken)
    {
        var isQuiet = time.GetElapsedTime(lastNews) >= options.QuietPeriod;
        var waited = time.GetElapsedTime(firstNews);
        var isLate = waited >= LongestWrite || (waited >= LongestWait && !pending.HasNoise(options.QuietPeriod));
        if (all && (isQuiet || isLate))
        {
            polling.FindLinks(cancellationToken);
            pending.Clear();
            all = false;
            lastFull = time.GetTimestamp();
            return new ContentChange(null);
        }

        if (pending.IsEmpty || !(isQuiet || waited >= LongestWait)) return isDue ? new ContentChange([]) : null;
        var quiet = pending.TakeQuiet(options.QuietPeriod);
        if (!all) firstNews = lastNews;
        if (quiet.Count == 0) return isDue ? new ContentChange([]) : null;
        if (quiet.Any(MayHoldLinks)) polling.FindLinks(cancellationToken);
        return new ContentChange(quiet);
    }

    private bool MayHoldLinks(string path) => !FolderEvents.IsMarkdown(path) || new FileInfo(Path.Combine(options.Folder, path)).LinkTarget is not null;

    private TimeSpan UntilNextLook()
    {
        var look = options.WatchMode == WatchMode.Off ? TimeSpan.MaxValue : Least(FolderCheck - time.GetElapsedTime(lastCheck), polling.UntilNextLook(isBusy: !pending.IsEmpty));
        var rescan = options.RescanInterval - time.GetElapsedTime(lastFull);
        if (pending.IsEmpty && !all) return Least(look, rescan);
        return Least(look, options.QuietPeriod - time.GetElapsedTime(lastNews) is { } quiet && quiet > TimeSpan.Zero ? quiet : options.QuietPeriod);
    }

    private static TimeSpan Least(TimeSpan first, TimeSpan second) => first < second ? first : second;

    /// <summary>Events are missing: what they would have told is found by comparing.</summary>
    private void Mend(Exception fault, CancellationToken cancellationToken)
    {
        if (fault is InternalBufferOverflowException)
        {
            // Folders that came meanwhile may not be watched.
            LogLostEvents();
            Restart(cancellationToken);
        }
        else if (fault.GetType() == typeof(IOException) && fault.Message.Contains("inotify", StringComparison.Ordinal))
        {
            if (polling.IsWhole) return;
            LogLimit(options.PollInterval, fault.Message);
            polling.IsWhole = true;
            Restart(cancellationToken);
        }
        else
        {
            LogUnwatched(fault.Message);
        }
    }

    private async Task WaitForEventAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero) return;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), waiting, Least(longest, TimeSpan.FromDays(1)), Timeout.InfiniteTimeSpan);
        try
        {
            await events.Reader.WaitToReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "More file events came than the system keeps; the whole content folder is compared instead")]
    private partial void LogLostEvents();

    [LoggerMessage(1003, LogLevel.Warning, "The content folder has more folders than the system lets this account watch, so it is compared every {Interval} instead. "
        + "Raise the limit, as with sysctl fs.inotify.max_user_watches=1048576 fs.inotify.max_user_instances=1024, and restart; or set Content:Watch:Mode to poll. ({Reason})")]
    private partial void LogLimit(TimeSpan interval, string reason);

    [LoggerMessage(1004, LogLevel.Warning, "A part of the content folder cannot be watched and is compared every Content:Watch:RescanInterval only: {Reason}")]
    private partial void LogUnwatched(string reason);
}
