using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes an item of a derived type as an Atom entry.</summary>
[XmlRoot(ElementName = "entry", Namespace = FeedNames.Atom)]
public class Atom10ItemFormatter<TSyndicationItem> : Atom10ItemFormatter where TSyndicationItem : SyndicationItem, new()
{
    /// <summary>A reader of items.</summary>
    public Atom10ItemFormatter()
        : base(typeof(TSyndicationItem))
    {
    }

    /// <summary>A writer of an item.</summary>
    /// <param name="itemToWrite">The item.</param>
    public Atom10ItemFormatter(TSyndicationItem itemToWrite)
        : base(itemToWrite)
    {
    }

    /// <inheritdoc/>
    protected override SyndicationItem CreateItemInstance() => new TSyndicationItem();
}
