using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes a feed of a derived type as Atom 1.0.</summary>
[XmlRoot(ElementName = "feed", Namespace = FeedNames.Atom)]
public class Atom10FeedFormatter<TSyndicationFeed> : Atom10FeedFormatter where TSyndicationFeed : SyndicationFeed, new()
{
    /// <summary>A reader of feeds.</summary>
    public Atom10FeedFormatter()
        : base(typeof(TSyndicationFeed))
    {
    }

    /// <summary>A writer of a feed.</summary>
    /// <param name="feedToWrite">The feed.</param>
    public Atom10FeedFormatter(TSyndicationFeed feedToWrite)
        : base(feedToWrite)
    {
    }

    /// <inheritdoc/>
    protected override SyndicationFeed CreateFeedInstance() => new TSyndicationFeed();
}
