using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Content that is XML of another vocabulary.</summary>
public class XmlSyndicationContent : SyndicationContent
{
    private readonly BufferedElement? _buffer;
    private readonly string _type = "";

    /// <summary>Takes the element that a reader stands on, its attributes included, and moves past it.</summary>
    /// <param name="reader">A reader at the element that holds the content.</param>
    public XmlSyndicationContent(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (!reader.IsStartElement())
            throw FeedFaults.At(reader, "A start element was expected.");
        while (reader.MoveToNextAttribute())
        {
            if (reader is { LocalName: "type", NamespaceURI: "" })
                _type = reader.Value;
            else if (!FeedNames.IsNamespaceDeclaration(reader.LocalName, reader.NamespaceURI))
                AttributeExtensions.Add(new XmlQualifiedName(reader.LocalName, reader.NamespaceURI), reader.Value);
        }
        reader.MoveToElement();
        _type = OrXml(_type);
        _buffer = BufferedElement.Take(reader);
    }

    /// <summary>An extension element as content.</summary>
    /// <param name="type">Media type; null or empty for <c>text/xml</c>.</param>
    /// <param name="extension">The element.</param>
    public XmlSyndicationContent(string? type, SyndicationElementExtension extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        _type = OrXml(type);
        Extension = extension;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected XmlSyndicationContent(XmlSyndicationContent source)
        : base(source)
    {
        _buffer = source._buffer;
        _type = source._type;
        Extension = source.Extension;
    }

    /// <summary>The element, where the content was made of one.</summary>
    public SyndicationElementExtension? Extension { get; }

    /// <inheritdoc/>
    public override string Type => _type;

    /// <inheritdoc/>
    public override SyndicationContent Clone() => new XmlSyndicationContent(this);

    /// <summary>A reader at the element that holds the content.</summary>
    public XmlDictionaryReader GetReaderAtContent() =>
        (_buffer ?? BufferedElement.Record(writer => WriteTo(writer, "content", FeedNames.Atom))).Open();

    /// <inheritdoc/>
    protected override void WriteContentsTo(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Extension is not null)
        {
            Extension.WriteTo(writer);
            return;
        }
        using var reader = _buffer!.Open();
        if (reader.IsEmptyElement)
            return;
        reader.ReadStartElement();
        while (reader.Depth >= 1 && reader.ReadState == ReadState.Interactive)
            writer.WriteNode(reader, false);
    }

    private static string OrXml(string? type) => string.IsNullOrEmpty(type) ? "text/xml" : type;
}
