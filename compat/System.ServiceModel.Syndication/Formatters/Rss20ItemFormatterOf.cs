using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes an item of a derived type as an RSS item.</summary>
[XmlRoot(ElementName = "item", Namespace = "")]
public class Rss20ItemFormatter<TSyndicationItem> : Rss20ItemFormatter where TSyndicationItem : SyndicationItem, new()
{
    /// <summary>A reader of items.</summary>
    public Rss20ItemFormatter()
        : base(typeof(TSyndicationItem))
    {
    }

    /// <summary>A writer of an item.</summary>
    /// <param name="itemToWrite">The item.</param>
    public Rss20ItemFormatter(TSyndicationItem itemToWrite)
        : base(itemToWrite)
    {
    }

    /// <summary>A writer of an item.</summary>
    /// <param name="itemToWrite">The item.</param>
    /// <param name="serializeExtensionsAsAtom">Whether Atom's elements stand for what RSS lacks.</param>
    public Rss20ItemFormatter(TSyndicationItem itemToWrite, bool serializeExtensionsAsAtom)
        : base(itemToWrite, serializeExtensionsAsAtom)
    {
    }

    /// <inheritdoc/>
    protected override SyndicationItem CreateItemInstance() => new TSyndicationItem();
}
