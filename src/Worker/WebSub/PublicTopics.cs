using Syndication.Feeds.Publishing;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.WebSub;

/// <summary>The feeds that can be subscribed to at this moment.</summary>
/// <param name="pipeline">Knows what is public.</param>
/// <param name="addresses">Knows what is a feed.</param>
/// <param name="lease">Knows which worker has the newest feeds first.</param>
internal sealed class PublicTopics(ContentPipeline pipeline, TopicAddresses addresses, IngestLease lease)
{
    /// <summary>Whether it is known what is public; before that nobody can be told that there is no such feed.</summary>
    public bool IsReady => !pipeline.Manifest.Files.IsEmpty;

    /// <summary>Whether a feed that is noted as changed is changed here: those who follow the ledger may still have it as it was.</summary>
    public bool AreNewest => IsReady && lease.IsHeld;

    /// <summary>The file of the feed that an address names, or null where there is none.</summary>
    public string? Find(string address) => addresses.PathOf(address) is { } path && Contains(path) ? path : null;

    /// <summary>Whether a file is such a feed.</summary>
    public bool Contains(string path) => addresses.IsTopic(path) && pipeline.Manifest.Files.ContainsKey(path);
}
