using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes a feed of a derived type as RSS 2.0.</summary>
[XmlRoot(ElementName = "rss", Namespace = "")]
public class Rss20FeedFormatter<TSyndicationFeed> : Rss20FeedFormatter where TSyndicationFeed : SyndicationFeed, new()
{
    /// <summary>A reader of feeds.</summary>
    public Rss20FeedFormatter()
        : base(typeof(TSyndicationFeed))
    {
    }

    /// <summary>A writer of a feed.</summary>
    /// <param name="feedToWrite">The feed.</param>
    public Rss20FeedFormatter(TSyndicationFeed feedToWrite)
        : base(feedToWrite)
    {
    }

    /// <summary>A writer of a feed.</summary>
    /// <param name="feedToWrite">The feed.</param>
    /// <param name="serializeExtensionsAsAtom">Whether Atom's elements stand for what RSS lacks.</param>
    public Rss20FeedFormatter(TSyndicationFeed feedToWrite, bool serializeExtensionsAsAtom)
        : base(feedToWrite, serializeExtensionsAsAtom)
    {
    }

    /// <inheritdoc/>
    protected override SyndicationFeed CreateFeedInstance() => new TSyndicationFeed();
}
