using Syndication.Feeds.Publishing;

namespace Syndication.Worker.WebSub;

/// <summary>The feeds that can be subscribed to at this moment.</summary>
/// <param name="pipeline">Knows what is public.</param>
/// <param name="addresses">Knows what is a feed.</param>
internal sealed class PublicTopics(ContentPipeline pipeline, TopicAddresses addresses)
{
    /// <summary>Whether it is known what is public; before that nobody can be told that there is no such feed.</summary>
    public bool IsReady => !pipeline.Manifest.Files.IsEmpty;

    /// <summary>The file of the feed that an address names, or null where there is none.</summary>
    public string? Find(string address) => addresses.PathOf(address) is { } path && Contains(path) ? path : null;

    /// <summary>Whether a file is such a feed.</summary>
    public bool Contains(string path) => addresses.IsTopic(path) && pipeline.Manifest.Files.ContainsKey(path);
}
