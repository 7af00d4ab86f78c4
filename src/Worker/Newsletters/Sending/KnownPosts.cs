using Syndication.Feeds.Publishing;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Whether the posts that are public here are those of the ledger: a worker that lags behind it would take posts for removed, or send them as they were.</summary>
/// <param name="published">The posts that are public.</param>
/// <param name="lease">Knows how far the ledger is.</param>
internal sealed class KnownPosts(PublishedPosts published, IngestLease lease)
{
    /// <summary>Whether digests can be composed at all: the posts are read, and none is known to be newer.</summary>
    public bool AreCurrent => !ReferenceEquals(published.Current, PublishedState.Empty) && Reach(lease.Revision);

    /// <summary>Whether they are those of a revision of the ledger, or later ones.</summary>
    public bool Reach(long revision) => published.Current.Revision >= revision;
}
