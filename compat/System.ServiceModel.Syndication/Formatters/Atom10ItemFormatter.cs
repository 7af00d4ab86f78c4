using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes an item as an Atom entry.</summary>
[XmlRoot(ElementName = "entry", Namespace = FeedNames.Atom)]
public class Atom10ItemFormatter : SyndicationItemFormatter, IXmlSerializable
{
    /// <summary>A reader of items.</summary>
    public Atom10ItemFormatter()
        : this(typeof(SyndicationItem))
    {
    }

    /// <summary>A reader of items of a derived type.</summary>
    /// <param name="itemTypeToCreate">The type, with a public constructor without parameters.</param>
    /// <exception cref="ArgumentException">The type is no item.</exception>
    public Atom10ItemFormatter(Type itemTypeToCreate)
    {
        ArgumentNullException.ThrowIfNull(itemTypeToCreate);
        if (!typeof(SyndicationItem).IsAssignableFrom(itemTypeToCreate))
            throw new ArgumentException("The type does not derive from SyndicationItem.", nameof(itemTypeToCreate));
        ItemType = itemTypeToCreate;
    }

    /// <summary>A writer of an item.</summary>
    /// <param name="itemToWrite">The item.</param>
    public Atom10ItemFormatter(SyndicationItem itemToWrite)
        : base(itemToWrite)
    {
        ItemType = itemToWrite.GetType();
    }

    /// <summary>Whether attributes that the format does not define are kept when reading.</summary>
    public bool PreserveAttributeExtensions { get; set; } = true;

    /// <summary>Whether elements that the format does not define are kept when reading.</summary>
    public bool PreserveElementExtensions { get; set; } = true;

    /// <inheritdoc/>
    public override string Version => SyndicationVersions.Atom10;

    /// <summary>The type that reading creates.</summary>
    protected Type ItemType { get; }

    /// <inheritdoc/>
    public override bool CanRead(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.IsStartElement("entry", FeedNames.Atom);
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
        writer.WriteStartElement("entry", FeedNames.Atom);
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
        new Atom10Reader(new ExtensionReader(Version, PreserveAttributeExtensions, PreserveElementExtensions)).ReadItem(reader, item, null);
    }

    private void Write(XmlWriter writer)
    {
        if (Item is null)
            throw new InvalidOperationException("The formatter has no item to write.");
        Atom10Writer.WriteItemContents(writer, Item, null);
    }
}
