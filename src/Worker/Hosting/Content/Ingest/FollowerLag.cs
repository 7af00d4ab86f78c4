using System.Diagnostics.Metrics;
using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Hosting.Content.Ingest;

/// <summary>Tells health and metrics for how long this worker's posts have not been what the ledger says.</summary>
internal sealed partial class FollowerLag
{
    private const string Part = "ingest";

    // A checkout and a shared file system need a moment each time.
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    private readonly ServiceHealth health;
    private readonly ContentOptions content;
    private readonly IngestLease lease;
    private readonly TimeProvider time;
    private readonly ILogger<FollowerLag> logger;
    private (DateTimeOffset At, long Stamp)? since;
    private double lasting;
    private bool isTold;

    /// <summary>Nothing lacks yet.</summary>
    public FollowerLag(ServiceHealth health, ContentOptions content, IngestLease lease, IMeterFactory meters, TimeProvider time, ILogger<FollowerLag> logger)
    {
        (this.health, this.content, this.lease, this.time, this.logger) = (health, content, lease, time, logger);
        var meter = meters.Create("Syndication");
        meter.CreateObservableGauge("syndication.ingest.holder", () => lease.IsHeld ? 1 : 0, description: "1 in the worker that changes the ledger, 0 in those that follow it.");
        meter.CreateObservableGauge("syndication.ingest.lag", () => lasting, "s",
            "For how long this worker's posts have not been what the ledger says.");
    }

    /// <summary>Notes that this worker serves what the ledger says.</summary>
    public void Agree() => health.Ready();

    /// <summary>Notes what lacks now; null for nothing.</summary>
    public void Note(LedgerDifference? difference)
    {
        if (difference is null || lease.IsHeld)
        {
            if (isTold) LogMended();
            (since, lasting, isTold) = (null, 0, false);
            health.Set(Part, null);
            return;
        }

        since ??= (time.GetUtcNow(), time.GetTimestamp());
        var elapsed = time.GetElapsedTime(since.Value.Stamp);
        lasting = elapsed.TotalSeconds;
        if (elapsed < Usual) return;
        var reason = string.Create(CultureInfo.InvariantCulture,
            $"This worker's posts have differed from the ledger since {since.Value.At.UtcDateTime:yyyy-MM-dd HH:mm 'UTC'}. {difference.Reason} {lease.Holder?.Name ?? "Another worker"} ingests; "
            + $"until both agree this one serves the feeds as they last agreed and sends no digests. Bring {content.Folder} up to date here, or there if this one is right.");
        health.Set(Part, reason);
        if (!isTold) LogLasting(reason);
        isTold = true;
    }

    [LoggerMessage(1043, LogLevel.Warning, "{Reason}")]
    private partial void LogLasting(string reason);

    [LoggerMessage(1044, LogLevel.Information, "This worker's posts are what the ledger says again")]
    private partial void LogMended();
}
