using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes a feed as Atom 1.0.</summary>
[XmlRoot(ElementName = "feed", Namespace = FeedNames.Atom)]
public class Atom10FeedFormatter : SyndicationFeedFormatter, IXmlSerializable
{
    /// <summary>A reader of feeds.</summary>
    public Atom10FeedFormatter()
        : this(typeof(SyndicationFeed))
    {
    }

    /// <summary>A reader of feeds of a derived type.</summary>
    /// <param name="feedTypeToCreate">The type, with a public constructor without parameters.</param>
    /// <exception cref="ArgumentException">The type is no feed.</exception>
    public Atom10FeedFormatter(Type feedTypeToCreate)
    {
        ArgumentNullException.ThrowIfNull(feedTypeToCreate);
        if (!typeof(SyndicationFeed).IsAssignableFrom(feedTypeToCreate))
            throw new ArgumentException("The type does not derive from SyndicationFeed.", nameof(feedTypeToCreate));
        FeedType = feedTypeToCreate;
    }

    /// <summary>A writer of a feed.</summary>
    /// <param name="feedToWrite">The feed.</param>
    public Atom10FeedFormatter(SyndicationFeed feedToWrite)
        : base(feedToWrite)
    {
        FeedType = feedToWrite.GetType();
    }

    /// <summary>Whether attributes that the format does not define are kept when reading.</summary>
    public bool PreserveAttributeExtensions { get; set; } = true;

    /// <summary>Whether elements that the format does not define are kept when reading.</summary>
    public bool PreserveElementExtensions { get; set; } = true;

    /// <inheritdoc/>
    public override string Version => SyndicationVersions.Atom10;

    /// <summary>The type that reading creates.</summary>
    protected Type FeedType { get; }

    /// <inheritdoc/>
    public override bool CanRead(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsStartElement("feed", FeedNames.Atom);
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
        writer.WriteStartElement("feed", FeedNames.Atom);
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
        while (reader.IsStartElement("entry", FeedNames.Atom))
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
        writer.WriteStartElement("entry", FeedNames.Atom);
        Atom10Writer.WriteItemContents(writer, item, feedBaseUri);
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

    private Atom10Reader CreateReader() =>
        new(new ExtensionReader(Version, PreserveAttributeExtensions, PreserveElementExtensions));

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
        Atom10Writer.WriteFeed(writer, Feed);
        WriteItems(writer, Feed.Items, Feed.BaseUri);
    }
}
