using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>What feeds, items, links, people and categories share: attributes and elements of other vocabularies.</summary>
internal interface IExtensible
{
    ExtensionSet Extensions { get; }

    bool TakesAttribute(string name, string ns, string value, string version);

    bool TakesElement(XmlReader reader, string version);
}
