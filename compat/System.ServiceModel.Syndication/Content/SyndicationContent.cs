using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>A text or another content of a feed or an item.</summary>
public abstract class SyndicationContent
{
    private Dictionary<XmlQualifiedName, string>? _attributes;

    /// <summary>New content.</summary>
    protected SyndicationContent()
    {
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected SyndicationContent(SyndicationContent source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source._attributes is not null)
            _attributes = new Dictionary<XmlQualifiedName, string>(source._attributes);
    }

    /// <summary>Attributes beside <c>type</c>.</summary>
    public Dictionary<XmlQualifiedName, string> AttributeExtensions => _attributes ??= [];

    /// <summary>The value of <c>type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>HTML.</summary>
    /// <param name="content">The markup.</param>
    public static TextSyndicationContent CreateHtmlContent(string? content) => new(content, TextSyndicationContentKind.Html);

    /// <summary>Plain text.</summary>
    /// <param name="content">The text.</param>
    public static TextSyndicationContent CreatePlaintextContent(string? content) => new(content);

    /// <summary>XHTML.</summary>
    /// <param name="content">The markup, well-formed.</param>
    public static TextSyndicationContent CreateXhtmlContent(string? content) => new(content, TextSyndicationContentKind.XHtml);

    /// <summary>Content that is elsewhere.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="mediaType">Its media type.</param>
    public static UrlSyndicationContent CreateUrlContent(Uri url, string? mediaType) => new(url, mediaType);

    /// <summary>Content that is XML.</summary>
    /// <param name="xmlReader">A reader at the element that holds it.</param>
    public static XmlSyndicationContent CreateXmlContent(XmlReader xmlReader) => new(xmlReader);

    /// <summary>A copy.</summary>
    public abstract SyndicationContent Clone();

    /// <summary>Writes the content as an element with its <c>type</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="outerElementName">Local name of the element.</param>
    /// <param name="outerElementNamespace">Its namespace.</param>
    /// <exception cref="ArgumentException">The name is missing.</exception>
    public void WriteTo(XmlWriter writer, string outerElementName, string? outerElementNamespace)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (string.IsNullOrEmpty(outerElementName))
            throw new ArgumentException("The name of the element is missing.", nameof(outerElementName));
        writer.WriteStartElement(outerElementName, outerElementNamespace);
        writer.WriteAttributeString("type", "", Type);
        if (_attributes is not null)
        {
            foreach (var (name, value) in _attributes)
            {
                if (name.Name != "type" || name.Namespace.Length > 0)
                    writer.WriteAttributeString(name.Name, name.Namespace, value);
            }
        }
        WriteContentsTo(writer);
        writer.WriteEndElement();
    }

    /// <summary>Writes what stands inside the element.</summary>
    /// <param name="writer">Where to.</param>
    protected abstract void WriteContentsTo(XmlWriter writer);
}
