using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>A link of a feed or an item.</summary>
public class SyndicationLink : IExtensible
{
    private readonly ExtensionSet _extensions;
    private long _length;

    /// <summary>A link.</summary>
    public SyndicationLink()
        : this(null, null, null, null, 0)
    {
    }

    /// <summary>A link without a relation.</summary>
    /// <param name="uri">Where it leads.</param>
    public SyndicationLink(Uri? uri)
        : this(uri, null, null, null, 0)
    {
    }

    /// <summary>A link.</summary>
    /// <param name="uri">Where it leads.</param>
    /// <param name="relationshipType">Its relation.</param>
    /// <param name="title">What people read.</param>
    /// <param name="mediaType">Media type of what is there.</param>
    /// <param name="length">Size of what is there, in bytes; 0 is not written.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public SyndicationLink(Uri? uri, string? relationshipType, string? title, string? mediaType, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _extensions = new ExtensionSet();
        _length = length;
        Uri = uri;
        RelationshipType = relationshipType;
        Title = title;
        MediaType = mediaType;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected SyndicationLink(SyndicationLink source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _extensions = source._extensions.Copy();
        _length = source._length;
        BaseUri = source.BaseUri;
        Uri = source.Uri;
        RelationshipType = source.RelationshipType;
        Title = source.Title;
        MediaType = source.MediaType;
    }

    /// <summary>Attributes that the format does not define.</summary>
    public Dictionary<XmlQualifiedName, string> AttributeExtensions => _extensions.Attributes;

    /// <summary>Elements that the format does not define.</summary>
    public SyndicationElementExtensionCollection ElementExtensions => _extensions.Elements;

    /// <summary>What a relative address is relative to.</summary>
    public Uri? BaseUri { get; set; }

    /// <summary>Size of what is there, in bytes; 0 is not written.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public long Length
    {
        get => _length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _length = value;
        }
    }

    /// <summary>Media type of what is there.</summary>
    public string? MediaType { get; set; }

    /// <summary>Its relation.</summary>
    public string? RelationshipType { get; set; }

    /// <summary>What people read.</summary>
    public string? Title { get; set; }

    /// <summary>Where it leads.</summary>
    public Uri? Uri { get; set; }

    /// <summary>A link to the page of the same content.</summary>
    /// <param name="uri">Where it leads.</param>
    public static SyndicationLink CreateAlternateLink(Uri? uri) => CreateAlternateLink(uri, null);

    /// <summary>A link to the page of the same content.</summary>
    /// <param name="uri">Where it leads.</param>
    /// <param name="mediaType">Media type.</param>
    public static SyndicationLink CreateAlternateLink(Uri? uri, string? mediaType) =>
        new(uri, FeedNames.Alternate, null, mediaType, 0);

    /// <summary>A link to a file that belongs to an item.</summary>
    /// <param name="uri">Where it leads.</param>
    /// <param name="mediaType">Media type.</param>
    /// <param name="length">Size in bytes.</param>
    public static SyndicationLink CreateMediaEnclosureLink(Uri? uri, string? mediaType, long length) =>
        new(uri, FeedNames.Enclosure, null, mediaType, length);

    /// <summary>A link to the document itself.</summary>
    /// <param name="uri">Where it leads.</param>
    public static SyndicationLink CreateSelfLink(Uri? uri) => CreateSelfLink(uri, null);

    /// <summary>A link to the document itself.</summary>
    /// <param name="uri">Where it leads.</param>
    /// <param name="mediaType">Media type.</param>
    public static SyndicationLink CreateSelfLink(Uri? uri, string? mediaType) =>
        new(uri, FeedNames.Self, null, mediaType, 0);

    /// <summary>The address in full; null where there is none or its base is missing.</summary>
    public Uri? GetAbsoluteUri()
    {
        if (Uri is null || Uri.IsAbsoluteUri)
            return Uri;
        return BaseUri is null ? null : new Uri(BaseUri, Uri);
    }

    /// <summary>A copy.</summary>
    public virtual SyndicationLink Clone() => new(this);

    ExtensionSet IExtensible.Extensions => _extensions;

    bool IExtensible.TakesAttribute(string name, string ns, string value, string version) => TryParseAttribute(name, ns, value, version);

    bool IExtensible.TakesElement(XmlReader reader, string version) => TryParseElement(reader, version);

    /// <summary>For derived types: takes an attribute that the format does not define.</summary>
    /// <param name="name">Local name.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="value">Value.</param>
    /// <param name="version">The format's name.</param>
    /// <returns>Whether it was taken.</returns>
    protected internal virtual bool TryParseAttribute(string name, string ns, string value, string version) => false;

    /// <summary>For derived types: takes an element that the format does not define, and moves past it.</summary>
    /// <param name="reader">A reader at the element.</param>
    /// <param name="version">The format's name.</param>
    /// <returns>Whether it was taken.</returns>
    protected internal virtual bool TryParseElement(XmlReader reader, string version) => false;

    /// <summary>Writes the attributes that the format does not define.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="version">The format's name.</param>
    protected internal virtual void WriteAttributeExtensions(XmlWriter writer, string version) => _extensions.WriteAttributes(writer);

    /// <summary>Writes the elements that the format does not define.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="version">The format's name.</param>
    protected internal virtual void WriteElementExtensions(XmlWriter writer, string version) => _extensions.WriteElements(writer);
}
