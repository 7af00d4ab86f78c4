using System.Collections.ObjectModel;
using System.Runtime.Serialization;
using System.Xml;
using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>Elements of other vocabularies, in the order in which they are written.</summary>
public sealed class SyndicationElementExtensionCollection : Collection<SyndicationElementExtension>
{
    internal SyndicationElementExtensionCollection()
    {
    }

    internal SyndicationElementExtensionCollection(IEnumerable<SyndicationElementExtension> elements)
    {
        foreach (var element in elements)
            Items.Add(element);
    }

    /// <summary>Adds an extension, or an object to be written by its data contract.</summary>
    /// <param name="extension">The extension or object.</param>
    public void Add(object extension)
    {
        if (extension is SyndicationElementExtension element)
            base.Add(element);
        else
            Add(extension, (DataContractSerializer?)null);
    }

    /// <summary>Adds an object to be written by a data contract serializer.</summary>
    /// <param name="dataContractExtension">The object.</param>
    /// <param name="serializer">The serializer; null for that of the object's type.</param>
    public void Add(object dataContractExtension, DataContractSerializer? serializer) =>
        Add(null, null, dataContractExtension, serializer);

    /// <summary>Adds an object to be written by an XML serializer.</summary>
    /// <param name="xmlSerializerExtension">The object.</param>
    /// <param name="serializer">The serializer; null for that of the object's type.</param>
    public void Add(object xmlSerializerExtension, XmlSerializer? serializer) =>
        base.Add(new SyndicationElementExtension(xmlSerializerExtension, serializer));

    /// <summary>Adds an object as the content of a named element.</summary>
    /// <param name="outerName">Local name of the element.</param>
    /// <param name="outerNamespace">Its namespace; null for none.</param>
    /// <param name="dataContractExtension">The object; a string becomes text.</param>
    public void Add(string? outerName, string? outerNamespace, object dataContractExtension) =>
        Add(outerName, outerNamespace, dataContractExtension, null);

    /// <summary>Adds an object as the content of a named element, written by a data contract serializer.</summary>
    /// <param name="outerName">Local name of the element; null for the data contract's.</param>
    /// <param name="outerNamespace">Its namespace; null for none.</param>
    /// <param name="dataContractExtension">The object.</param>
    /// <param name="dataContractSerializer">The serializer; null for that of the object's type.</param>
    public void Add(string? outerName, string? outerNamespace, object dataContractExtension, XmlObjectSerializer? dataContractSerializer) =>
        base.Add(new SyndicationElementExtension(outerName, outerNamespace, dataContractExtension, dataContractSerializer));

    /// <summary>Adds the element that a reader stands on, and moves past it.</summary>
    /// <param name="xmlReader">A reader at a start element.</param>
    public void Add(XmlReader xmlReader)
    {
        ArgumentNullException.ThrowIfNull(xmlReader);
        base.Add(new SyndicationElementExtension(xmlReader));
    }

    /// <summary>A reader over all elements, one after the other.</summary>
    public XmlReader GetReaderAtElementExtensions()
    {
        var reader = BufferedElement.Record(writer =>
        {
            writer.WriteStartElement("rss20Extensions");
            foreach (var element in this)
                element.WriteTo(writer);
            writer.WriteEndElement();
        }).Open();
        reader.ReadStartElement();
        return reader;
    }

    /// <summary>The elements of one name, as objects of a data contract.</summary>
    /// <param name="extensionName">Local name.</param>
    /// <param name="extensionNamespace">Namespace; null for none.</param>
    public Collection<TExtension> ReadElementExtensions<TExtension>(string extensionName, string? extensionNamespace) =>
        ReadElementExtensions<TExtension>(extensionName, extensionNamespace, new DataContractSerializer(typeof(TExtension)));

    /// <summary>The elements of one name, as objects read by a data contract serializer.</summary>
    /// <param name="extensionName">Local name.</param>
    /// <param name="extensionNamespace">Namespace; null for none.</param>
    /// <param name="serializer">The serializer.</param>
    public Collection<TExtension> ReadElementExtensions<TExtension>(string extensionName, string? extensionNamespace, XmlObjectSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        return Read(extensionName, extensionNamespace, element => element.GetObject<TExtension>(serializer));
    }

    /// <summary>The elements of one name, as objects read by an XML serializer.</summary>
    /// <param name="extensionName">Local name.</param>
    /// <param name="extensionNamespace">Namespace; null for none.</param>
    /// <param name="serializer">The serializer.</param>
    public Collection<TExtension> ReadElementExtensions<TExtension>(string extensionName, string? extensionNamespace, XmlSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        return Read(extensionName, extensionNamespace, element => element.GetObject<TExtension>(serializer));
    }

    /// <inheritdoc/>
    protected override void ClearItems() => base.ClearItems();

    /// <inheritdoc/>
    protected override void InsertItem(int index, SyndicationElementExtension item)
    {
        ArgumentNullException.ThrowIfNull(item);
        base.InsertItem(index, item);
    }

    /// <inheritdoc/>
    protected override void RemoveItem(int index) => base.RemoveItem(index);

    /// <inheritdoc/>
    protected override void SetItem(int index, SyndicationElementExtension item)
    {
        ArgumentNullException.ThrowIfNull(item);
        base.SetItem(index, item);
    }

    private Collection<TExtension> Read<TExtension>(string name, string? ns, Func<SyndicationElementExtension, TExtension> read)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("The name of the extension is missing.", nameof(name));
        var found = new Collection<TExtension>();
        foreach (var element in this)
        {
            if (element.OuterName == name && element.OuterNamespace == (ns ?? ""))
                found.Add(read(element));
        }
        return found;
    }
}
