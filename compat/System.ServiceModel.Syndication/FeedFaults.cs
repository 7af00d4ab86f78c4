using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Errors of documents, with the place where the reader knows it.</summary>
internal static class FeedFaults
{
    public static XmlException At(XmlReader reader, string message, Exception? cause = null) =>
        new(Locate(reader, message), cause);

    public static string Locate(XmlReader reader, string message) =>
        reader is IXmlLineInfo place && place.HasLineInfo()
            ? string.Create(CultureInfo.InvariantCulture, $"Line {place.LineNumber}, position {place.LinePosition}: {message}")
            : message;

    public static XmlException UnknownRoot(XmlReader reader) =>
        new($"No feed or item of a known format starts with '{reader.LocalName}' in namespace '{reader.NamespaceURI}'.");
}
