using System.Threading.Channels;
using Syndication.Feeds.Content;

namespace Syndication.Worker.Hosting.Content;

/// <summary>Notices changes of the content folder by file events, coalesced until the folder is quiet.</summary>
/// <param name="options">The folder and how it is watched.</param>
/// <param name="time">Measures quiet.</param>
/// <param name="logger">Where lost events are reported.</param>
internal sealed partial class ContentWatcher(ContentOptions options, TimeProvider time, ILogger<ContentWatcher> logger) : IDisposable
{
    // A steady stream of changes is taken up at least this often.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly Channel<string?> events = Channel.CreateUnbounded<string?>();
    private FileSystemWatcher? watcher;

    /// <summary>Asks for a comparison of everything.</summary>
    public void AskForFullScan() => events.Writer.TryWrite(null);

    /// <summary>Watches the folder afresh, as after it was missing.</summary>
    public void Restart()
    {
        watcher?.Dispose();
        watcher = null;
        if (options.WatchMode != WatchMode.Auto || !Directory.Exists(options.Folder)) return;
        watcher = new FileSystemWatcher(options.Folder)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = 64 * 1024,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Created += (_, moved) => Note(moved.FullPath);
        watcher.Changed += (_, moved) => Note(moved.FullPath);
        watcher.Deleted += (_, moved) => Note(moved.FullPath);
        watcher.Renamed += (_, moved) =>
        {
            Note(moved.OldFullPath);
            Note(moved.FullPath);
        };
        watcher.Error += (_, failure) =>
        {
            LogLostEvents(failure.GetException().Message);
            AskForFullScan();
        };
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Waits for a change and for quiet after it; at <paramref name="longest"/> without any, asks for a full comparison.</summary>
    public async Task<ContentChange> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (!await WaitForEventAsync(longest, cancellationToken)) return new ContentChange(null);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        var started = time.GetTimestamp();
        var all = false;
        do
        {
            while (events.Reader.TryRead(out var path))
            {
                if (path is null) all = true;
                else paths.Add(path);
            }
        }
        while (time.GetElapsedTime(started) < LongestWait && await WaitForEventAsync(options.QuietPeriod, cancellationToken));
        return new ContentChange(all ? null : paths);
    }

    /// <inheritdoc/>
    public void Dispose() => watcher?.Dispose();

    private async Task<bool> WaitForEventAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), waiting, longest, Timeout.InfiniteTimeSpan);
        try
        {
            return await events.Reader.WaitToReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A folder that moved may hold any number of files, and says nothing of them.</summary>
    private void Note(string path)
    {
        var isFile = path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase);
        if (isFile) events.Writer.TryWrite(Path.GetRelativePath(options.Folder, path).Replace(Path.DirectorySeparatorChar, '/'));
        else if (Path.GetExtension(path).Length == 0) AskForFullScan();
    }

    [LoggerMessage(1001, LogLevel.Warning, "File events were lost ({Reason}); the whole content folder is compared instead")]
    private partial void LogLostEvents(string reason);
}
