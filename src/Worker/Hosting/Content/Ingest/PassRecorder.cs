using Syndication.Feeds.Publishing;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage.Ingest;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Hosting.Content.Ingest;

/// <summary>Records what follows from feeds that have become public, newsletters' arrivals and the news for hubs; only the worker that ingests does.</summary>
/// <param name="lease">Tells whether this one does.</param>
/// <param name="pipeline">Knows the feeds.</param>
/// <param name="published">The posts that are public.</param>
/// <param name="announcements">Notes what newsletters have not seen.</param>
/// <param name="topics">Notes which feeds hubs and their subscribers are to be told of.</param>
internal sealed class PassRecorder(IngestLease lease, ContentPipeline pipeline, PublishedPosts published, AnnouncementRecorder announcements, TopicRecorder topics)
{
    private long recorded;

    /// <summary>Records a pass that took up what it read. Calls must not overlap.</summary>
    public async Task RecordAsync(ContentPass pass, CancellationToken cancellationToken)
    {
        // A process that stood still may have lost it without knowing, and what it remembers is old then.
        if (!lease.IsHeld || !await lease.RenewAsync(TimeSpan.Zero, cancellationToken)) return;
        var tenure = lease.Epoch;
        if (tenure != recorded)
        {
            // Another worker recorded until now.
            announcements.Forget();
            topics.Forget();
        }

        await announcements.RecordAsync(published.Current, cancellationToken);
        await topics.RecordAsync(pipeline.Manifest, pass.Written, cancellationToken);
        recorded = tenure;
    }
}
