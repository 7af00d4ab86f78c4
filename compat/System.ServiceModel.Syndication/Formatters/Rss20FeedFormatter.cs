using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes a feed as RSS 2.0.</summary>
[XmlRoot(ElementName = "rss", Namespace = "")]
public class Rss20FeedFormatter : SyndicationFeedFormatter, IXmlSerializable
{
    /// <summary>A reader of feeds.</summary>
    public Rss20FeedFormatter()
        : this(typeof(SyndicationFeed))
    {
    }

    /// <summary>A reader of feeds of a derived type.</summary>
    /// <param name="feedTypeToCreate">The type, with a public constructor without parameters.</param>
    /// <exception cref="ArgumentException">The type is no feed.</exception>
    public Rss20FeedFormatter(Type feedTypeToCreate)
    {
        ArgumentNullException.ThrowIfNull(feedTypeToCreate);
        if (!typeof(SyndicationFeed).IsAssignableFrom(feedTypeToCreate))
            throw new ArgumentException("The type does not derive from SyndicationFeed.", nameof(feedTypeToCreate));
        FeedType = feedTypeToCreate;
        SerializeExtensionsAsAtom = true;
    }

    /// <summary>A writer of a feed, with Atom's elements for what RSS lacks.</summary>
    /// <param name="feedToWrite">The feed.</param>
    public Rss20FeedFormatter(SyndicationFeed feedToWrite)
        : this(feedToWrite, true)
    {
    }

    /// <summary>A writer of a feed.</summary>
    /// <param name="feedToWrite">The feed.</param>
    /// <param name="serializeExtensionsAsAtom">Whether Atom's elements stand for what RSS lacks.</param>
    public Rss20FeedFormatter(SyndicationFeed feedToWrite, bool serializeExtensionsAsAtom)
        : base(feedToWrite)
    {
        FeedType = feedToWrite.GetType();
        SerializeExtensionsAsAtom = serializeExtensionsAsAtom;
    }

    /// <summary>Whether attributes that the format does not define are kept when reading.</summary>
    public bool PreserveAttributeExtensions { get; set; } = true;

    /// <summary>Whether elements that the format does not define are kept when reading.</summary>
    public bool PreserveElementExtensions { get; set; } = true;

    /// <summary>Whether Atom's elements, under the prefix <c>a10</c>, stand for what RSS lacks.</summary>
    public bool SerializeExtensionsAsAtom { get; set; }

    /// <inheritdoc/>
    public override string Version => SyndicationVersions.Rss20;

    /// <summary>The type that reading creates.</summary>
    protected Type FeedType { get; }

    /// <inheritdoc/>
    public override bool CanRead(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsStartElement("rss", "");
    }

    /// <inheritdoc/>
    public override void ReadFrom(XmlReader reader)
    {
        if (!CanRead(reader))
            throw FeedFaults.UnknownRoot(reader);
        Read(reader);
    }

    /// <inheritdoc/>
    public override void WriteTo(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartElement("rss", "");
        Write(writer);
        writer.WriteEndElement();
    }

    XmlSchema? IXmlSerializable.GetSchema() => null;

    void IXmlSerializable.ReadXml(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Read(reader);
    }

    void IXmlSerializable.WriteXml(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(writer);
    }

    /// <inheritdoc/>
    protected override SyndicationFeed CreateFeedInstance() =>
        FeedType == typeof(SyndicationFeed) ? new SyndicationFeed() : (SyndicationFeed)Activator.CreateInstance(FeedType)!;

    /// <summary>Reads one item.</summary>
    /// <param name="reader">A reader at it.</param>
    /// <param name="feed">The feed so far.</param>
    protected virtual SyndicationItem ReadItem(XmlReader reader, SyndicationFeed feed)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(feed);
        var item = CreateItem(feed);
        CreateReader().ReadItem(reader, item, feed.BaseUri);
        return item;
    }

    /// <summary>Reads the items that stand next to each other.</summary>
    /// <param name="reader">A reader at the first.</param>
    /// <param name="feed">The feed so far.</param>
    /// <param name="areAllItemsRead">Whether the reader was moved past them; if not, reading the feed ends here.</param>
    protected virtual IEnumerable<SyndicationItem> ReadItems(XmlReader reader, SyndicationFeed feed, out bool areAllItemsRead)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(feed);
        var items = new NonNullCollection<SyndicationItem>();
        while (reader.IsStartElement("item", ""))
            items.Add(ReadItem(reader, feed));
        areAllItemsRead = true;
        return items;
    }

    /// <summary>Writes one item.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="item">The item.</param>
    /// <param name="feedBaseUri">The feed's base address.</param>
    protected virtual void WriteItem(XmlWriter writer, SyndicationItem item, Uri? feedBaseUri)
    {
        writer.WriteStartElement("item", "");
        new Rss20Writer(SerializeExtensionsAsAtom).WriteItemContents(writer, item, feedBaseUri);
        writer.WriteEndElement();
    }

    /// <summary>Writes the items.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="items">The items.</param>
    /// <param name="feedBaseUri">The feed's base address.</param>
    protected virtual void WriteItems(XmlWriter writer, IEnumerable<SyndicationItem>? items, Uri? feedBaseUri)
    {
        foreach (var item in items ?? [])
            WriteItem(writer, item, feedBaseUri);
    }

    private Rss20Reader CreateReader() =>
        new(new ExtensionReader(Version, PreserveAttributeExtensions, PreserveElementExtensions), SerializeExtensionsAsAtom);

    private void Read(XmlReader reader)
    {
        var feed = CreateFeedInstance();
        SetFeed(feed);
        CreateReader().ReadFeed(reader, feed, ReadItems);
    }

    private void Write(XmlWriter writer)
    {
        if (Feed is null)
            throw new InvalidOperationException("The formatter has no feed to write.");
        new Rss20Writer(SerializeExtensionsAsAtom).WriteFeed(writer, Feed, () => WriteItems(writer, Feed.Items, Feed.BaseUri));
    }
}
