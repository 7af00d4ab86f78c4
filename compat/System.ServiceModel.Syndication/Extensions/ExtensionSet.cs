using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Attributes and elements that the format itself does not define.</summary>
internal sealed class ExtensionSet
{
    private Dictionary<XmlQualifiedName, string>? _attributes;
    private SyndicationElementExtensionCollection? _elements;

    public Dictionary<XmlQualifiedName, string> Attributes => _attributes ??= [];

    public SyndicationElementExtensionCollection Elements => _elements ??= new SyndicationElementExtensionCollection();

    /// <summary>Whether an attribute of no namespace stands in for the format's own.</summary>
    public bool Overrides(XmlQualifiedName attribute) => _attributes is not null && _attributes.ContainsKey(attribute);

    public ExtensionSet Copy()
    {
        var copy = new ExtensionSet();
        if (_attributes is not null)
            copy._attributes = new Dictionary<XmlQualifiedName, string>(_attributes);
        if (_elements is not null)
            copy._elements = new SyndicationElementExtensionCollection(_elements);
        return copy;
    }

    /// <summary>Replaces the elements by those that a document held.</summary>
    public void Load(List<SyndicationElementExtension>? elements) =>
        _elements = new SyndicationElementExtensionCollection(elements ?? []);

    public void WriteAttributes(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_attributes is null)
            return;
        foreach (var (name, value) in _attributes)
            writer.WriteAttributeString(name.Name, name.Namespace, value);
    }

    public void WriteElements(XmlWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_elements is null)
            return;
        foreach (var element in _elements)
            element.WriteTo(writer);
    }
}
