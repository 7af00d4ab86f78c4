using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>An author or contributor.</summary>
public class SyndicationPerson : IExtensible
{
    private readonly ExtensionSet _extensions;

    /// <summary>Somebody.</summary>
    public SyndicationPerson()
        : this((string?)null)
    {
    }

    /// <summary>Somebody with an address.</summary>
    /// <param name="email">E-mail address.</param>
    public SyndicationPerson(string? email)
        : this(email, null, null)
    {
    }

    /// <summary>Somebody.</summary>
    /// <param name="email">E-mail address.</param>
    /// <param name="name">Name.</param>
    /// <param name="uri">Address of a page.</param>
    public SyndicationPerson(string? email, string? name, string? uri)
    {
        _extensions = new ExtensionSet();
        Email = email;
        Name = name;
        Uri = uri;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">Who is copied.</param>
    protected SyndicationPerson(SyndicationPerson source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _extensions = source._extensions.Copy();
        Email = source.Email;
        Name = source.Name;
        Uri = source.Uri;
    }

    /// <summary>Attributes that the format does not define.</summary>
    public Dictionary<XmlQualifiedName, string> AttributeExtensions => _extensions.Attributes;

    /// <summary>Elements that the format does not define.</summary>
    public SyndicationElementExtensionCollection ElementExtensions => _extensions.Elements;

    /// <summary>E-mail address; RSS writes nothing else of a person.</summary>
    public string? Email { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Address of a page.</summary>
    public string? Uri { get; set; }

    /// <summary>A copy.</summary>
    public virtual SyndicationPerson Clone() => new(this);

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
