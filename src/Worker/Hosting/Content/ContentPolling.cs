using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Scanning;

namespace Syndication.Worker.Hosting.Content;

/// <summary>Compares at intervals what sends no file events: all of the folder, or what lies behind symbolic links in it.</summary>
/// <param name="options">The folder and the intervals.</param>
/// <param name="time">Measures them.</param>
internal sealed class ContentPolling(ContentOptions options, TimeProvider time)
{
    // A folder so large that comparing takes long is compared less often: a tenth of the time at most.
    private const int Pause = 9;

    private FolderComparison? comparison;
    private long lastLook;
    private TimeSpan cost;

    /// <summary>Whether the whole folder is compared.</summary>
    public bool IsWhole { get; set; } = options.WatchMode == WatchMode.Poll;

    /// <summary>Takes the folder as known as it is now.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        comparison = new FolderComparison(options, time, onlyBehindLinks: !IsWhole);
        comparison.Begin(cancellationToken);
        lastLook = time.GetTimestamp();
    }

    /// <summary>Looks for links anew.</summary>
    public void FindLinks(CancellationToken cancellationToken)
    {
        if (!IsWhole) comparison?.FindLinks(cancellationToken);
    }

    /// <summary>What moved, where it is time to look.</summary>
    /// <param name="isBusy">Whether something moved lately: then a look is due as soon as it may be quiet.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public IReadOnlyCollection<string> Look(bool isBusy, CancellationToken cancellationToken)
    {
        if (comparison is null || UntilNextLook(isBusy) > TimeSpan.Zero) return [];
        var started = time.GetTimestamp();
        var changes = comparison.FindChanges(cancellationToken);
        lastLook = time.GetTimestamp();
        cost = time.GetElapsedTime(started, lastLook);
        return changes;
    }

    /// <summary>When to look next.</summary>
    public TimeSpan UntilNextLook(bool isBusy)
    {
        var interval = options.PollInterval > cost * Pause ? options.PollInterval : cost * Pause;
        return (isBusy && options.QuietPeriod < interval ? options.QuietPeriod : interval) - time.GetElapsedTime(lastLook);
    }
}
