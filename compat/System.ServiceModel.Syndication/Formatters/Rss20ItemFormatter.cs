using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes an item as an RSS item.</summary>
[XmlRoot(ElementName = "item", Namespace = "")]
public class Rss20ItemFormatter : SyndicationItemFormatter, IXmlSerializable
{
    /// <summary>A reader of items.</summary>
    public Rss20ItemFormatter()
        : this(typeof(SyndicationItem))
    {
    }

    /// <summary>A reader of items of a derived type.</summary>
    /// <param name="itemTypeToCreate">The type, with a public constructor without parameters.</param>
    /// <exception cref="ArgumentException">The type is no item.</exception>
    public Rss20ItemFormatter(Type itemTypeToCreate)
    {
        ArgumentNullException.ThrowIfNull(itemTypeToCreate);
        if (!typeof(SyndicationItem).IsAssignableFrom(itemTypeToCreate))
            throw new ArgumentException("The type does not derive from SyndicationItem.", nameof(itemTypeToCreate));
        ItemType = itemTypeToCreate;
        SerializeExtensionsAsAtom = true;
    }

    /// <summary>A writer of an item, with Atom's elements for what RSS lacks.</summary>
    /// <param name="itemToWrite">The item.</param>
    public Rss20ItemFormatter(SyndicationItem itemToWrite)
        : this(itemToWrite, true)
    {
    }

    /// <summary>A writer of an item.</summary>
    /// <param name="itemToWrite">The item.</param>
    /// <param name="serializeExtensionsAsAtom">Whether Atom's elements stand for what RSS lacks.</param>
    public Rss20ItemFormatter(SyndicationItem itemToWrite, bool serializeExtensionsAsAtom)
        : base(itemToWrite)
    {
        ItemType = itemToWrite.GetType();
        SerializeExtensionsAsAtom = serializeExtensionsAsAtom;
    }

    /// <summary>Whether attributes that the format does not define are kept when reading.</summary>
    public bool PreserveAttributeExtensions { get; set; } = true;

    /// <summary>Whether elements that the format does not define are kept when reading.</summary>
    public bool PreserveElementExtensions { get; set; } = true;

    /// <summary>Whether Atom's elements stand for what RSS lacks.</summary>
    public bool SerializeExtensionsAsAtom { get; set; }

    /// <inheritdoc/>
    public override string Version => SyndicationVersions.Rss20;

    /// <summary>The type that reading creates.</summary>
    protected Type ItemType { get; }

    /// <inheritdoc/>
    public override bool CanRead(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsStartElement("item", "");
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
        writer.WriteStartElement("item", "");
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
    protected override SyndicationItem CreateItemInstance() =>
        ItemType == typeof(SyndicationItem) ? new SyndicationItem() : (SyndicationItem)Activator.CreateInstance(ItemType)!;

    private void Read(XmlReader reader)
    {
        var item = CreateItemInstance();
        SetItem(item);
        new Rss20Reader(new ExtensionReader(Version, PreserveAttributeExtensions, PreserveElementExtensions), SerializeExtensionsAsAtom).ReadItem(reader, item, null);
    }

    private void Write(XmlWriter writer)
    {
        if (Item is null)
            throw new InvalidOperationException("The formatter has no item to write.");
        new Rss20Writer(SerializeExtensionsAsAtom).WriteItemContents(writer, Item, null);
    }
}
