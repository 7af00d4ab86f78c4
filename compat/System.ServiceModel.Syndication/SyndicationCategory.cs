using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>A category of a feed or an item.</summary>
public class SyndicationCategory : IExtensible
{
    private readonly ExtensionSet _extensions;

    /// <summary>A category.</summary>
    public SyndicationCategory()
        : this((string?)null)
    {
    }

    /// <summary>A category.</summary>
    /// <param name="name">Atom's term, RSS's text.</param>
    public SyndicationCategory(string? name)
        : this(name, null, null)
    {
    }

    /// <summary>A category.</summary>
    /// <param name="name">Atom's term, RSS's text.</param>
    /// <param name="scheme">Atom's scheme, RSS's domain.</param>
    /// <param name="label">Atom's label; RSS has none.</param>
    public SyndicationCategory(string? name, string? scheme, string? label)
    {
        _extensions = new ExtensionSet();
        Name = name;
        Scheme = scheme;
        Label = label;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected SyndicationCategory(SyndicationCategory source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _extensions = source._extensions.Copy();
        Name = source.Name;
        Scheme = source.Scheme;
        Label = source.Label;
    }

    /// <summary>Attributes that the format does not define.</summary>
    public Dictionary<XmlQualifiedName, string> AttributeExtensions => _extensions.Attributes;

    /// <summary>Elements that the format does not define.</summary>
    public SyndicationElementExtensionCollection ElementExtensions => _extensions.Elements;

    /// <summary>What people read, in Atom.</summary>
    public string? Label { get; set; }

    /// <summary>Atom's term, RSS's text.</summary>
    public string? Name { get; set; }

    /// <summary>Atom's scheme, RSS's domain.</summary>
    public string? Scheme { get; set; }

    /// <summary>A copy.</summary>
    public virtual SyndicationCategory Clone() => new(this);

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
