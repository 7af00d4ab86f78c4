using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>What a format does not define: offered to the object, else kept as an extension, else dropped.</summary>
/// <param name="Version">The format's name.</param>
/// <param name="KeepsAttributes">Whether attributes are kept.</param>
/// <param name="KeepsElements">Whether elements are kept.</param>
internal sealed record ExtensionReader(string Version, bool KeepsAttributes, bool KeepsElements)
{
    /// <summary>The attribute that the reader stands on.</summary>
    public void Attribute(XmlReader reader, IExtensible target)
    {
        var (name, ns, value) = (reader.LocalName, reader.NamespaceURI, reader.Value);
        if (FeedNames.IsNamespaceDeclaration(name, ns) || target.TakesAttribute(name, ns, value, Version) || !KeepsAttributes)
            return;
        target.Extensions.Attributes.Add(new XmlQualifiedName(name, ns), value);
    }

    /// <summary>An attribute of an object that has no say in it.</summary>
    public void Attribute(XmlReader reader, Dictionary<XmlQualifiedName, string> attributes)
    {
        if (KeepsAttributes && !FeedNames.IsNamespaceDeclaration(reader.LocalName, reader.NamespaceURI))
            attributes.Add(new XmlQualifiedName(reader.LocalName, reader.NamespaceURI), reader.Value);
    }

    /// <summary>The element that the reader stands on; the reader is moved past it.</summary>
    public void Element(XmlReader reader, IExtensible target, ref List<SyndicationElementExtension>? kept)
    {
        if (target.TakesElement(reader, Version))
            return;
        if (KeepsElements)
            (kept ??= []).Add(new SyndicationElementExtension(reader));
        else
            reader.Skip();
    }

    /// <summary>All child elements of the element that was just entered, and its end.</summary>
    public void Children(XmlReader reader, IExtensible target, Func<XmlReader, bool>? known = null)
    {
        List<SyndicationElementExtension>? kept = null;
        while (reader.IsStartElement())
        {
            if (known is null || !known(reader))
                Element(reader, target, ref kept);
        }
        target.Extensions.Load(kept);
        reader.ReadEndElement();
    }
}
