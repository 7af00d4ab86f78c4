using System.Runtime.Serialization;
using System.Xml;
using System.Xml.Serialization;

namespace System.ServiceModel.Syndication;

/// <summary>An element that the feed's format does not define: read from a document, or an object to be serialised.</summary>
public class SyndicationElementExtension
{
    private readonly object? _data;
    private readonly Action<XmlWriter>? _write;
    private BufferedElement? _buffer;
    private XmlQualifiedName? _name;

    /// <summary>Takes the element that a reader stands on, and moves past it.</summary>
    /// <param name="xmlReader">A reader at a start element.</param>
    /// <exception cref="XmlException">The reader stands on no element.</exception>
    public SyndicationElementExtension(XmlReader xmlReader)
    {
        ArgumentNullException.ThrowIfNull(xmlReader);
        if (!xmlReader.IsStartElement())
            throw FeedFaults.At(xmlReader, "A start element was expected.");
        _name = new XmlQualifiedName(xmlReader.LocalName, xmlReader.NamespaceURI);
        _buffer = BufferedElement.Take(xmlReader);
    }

    /// <summary>An object, written by the data contract of its type.</summary>
    /// <param name="dataContractExtension">The object.</param>
    public SyndicationElementExtension(object dataContractExtension)
        : this(null, null, dataContractExtension, null)
    {
    }

    /// <summary>An object, written by a data contract serializer.</summary>
    /// <param name="dataContractExtension">The object.</param>
    /// <param name="dataContractSerializer">The serializer; null for that of the object's type.</param>
    public SyndicationElementExtension(object dataContractExtension, XmlObjectSerializer? dataContractSerializer)
        : this(null, null, dataContractExtension, dataContractSerializer)
    {
    }

    /// <summary>An object, written as the content of a named element.</summary>
    /// <param name="outerName">Local name of the element.</param>
    /// <param name="outerNamespace">Its namespace; null for none.</param>
    /// <param name="dataContractExtension">The object; a string becomes text.</param>
    public SyndicationElementExtension(string? outerName, string? outerNamespace, object dataContractExtension)
        : this(outerName, outerNamespace, dataContractExtension, null)
    {
    }

    /// <summary>An object, written as the content of a named element by a data contract serializer.</summary>
    /// <param name="outerName">Local name of the element; null for the data contract's.</param>
    /// <param name="outerNamespace">Its namespace; null for none.</param>
    /// <param name="dataContractExtension">The object.</param>
    /// <param name="dataContractSerializer">The serializer; null for that of the object's type.</param>
    /// <exception cref="ArgumentException"><paramref name="outerName"/> is empty.</exception>
    public SyndicationElementExtension(string? outerName, string? outerNamespace, object dataContractExtension, XmlObjectSerializer? dataContractSerializer)
    {
        ArgumentNullException.ThrowIfNull(dataContractExtension);
        if (outerName is "")
            throw new ArgumentException("An extension element needs a name.", nameof(outerName));
        var serializer = dataContractSerializer ?? new DataContractSerializer(dataContractExtension.GetType());
        _data = dataContractExtension;
        if (outerName is null)
        {
            _write = writer => serializer.WriteObject(writer, dataContractExtension);
            return;
        }
        _name = new XmlQualifiedName(outerName, outerNamespace);
        _write = writer =>
        {
            writer.WriteStartElement(outerName, outerNamespace);
            serializer.WriteObjectContent(writer, dataContractExtension);
            writer.WriteEndElement();
        };
    }

    /// <summary>An object, written by an XML serializer.</summary>
    /// <param name="xmlSerializerExtension">The object.</param>
    /// <param name="serializer">The serializer; null for that of the object's type.</param>
    public SyndicationElementExtension(object xmlSerializerExtension, XmlSerializer? serializer)
    {
        ArgumentNullException.ThrowIfNull(xmlSerializerExtension);
        var chosen = serializer ?? new XmlSerializer(xmlSerializerExtension.GetType());
        _data = xmlSerializerExtension;
        _write = writer => chosen.Serialize(writer, xmlSerializerExtension);
    }

    /// <summary>Local name of the element.</summary>
    public string OuterName => Name.Name;

    /// <summary>Namespace of the element; empty for none.</summary>
    public string OuterNamespace => Name.Namespace;

    private XmlQualifiedName Name
    {
        get
        {
            if (_name is null)
            {
                using var reader = GetReader();
                _name = new XmlQualifiedName(reader.LocalName, reader.NamespaceURI);
            }
            return _name;
        }
    }

    /// <summary>The element as an object of a data contract.</summary>
    public TExtension GetObject<TExtension>() => GetObject<TExtension>(new DataContractSerializer(typeof(TExtension)));

    /// <summary>The element as an object, read by a data contract serializer.</summary>
    /// <param name="serializer">The serializer.</param>
    public TExtension GetObject<TExtension>(XmlObjectSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        if (_data is TExtension held)
            return held;
        using var reader = GetReader();
        return (TExtension)serializer.ReadObject(reader, verifyObjectName: false)!;
    }

    /// <summary>The element as an object, read by an XML serializer.</summary>
    /// <param name="serializer">The serializer.</param>
    public TExtension GetObject<TExtension>(XmlSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        if (_data is TExtension held)
            return held;
        using var reader = GetReader();
        return (TExtension)serializer.Deserialize(reader)!;
    }

    /// <summary>A reader that stands on the element.</summary>
    public XmlReader GetReader() => (_buffer ??= BufferedElement.Record(_write!)).Open();

    /// <summary>Writes the element.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_write is not null)
        {
            _write(writer);
            return;
        }
        using var reader = GetReader();
        writer.WriteNode(reader, false);
    }
}
