using System.Xml;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>A picture in Media RSS, the vocabulary that readers of RSS and Atom know for it.</summary>
internal static class MediaElements
{
    public static void Write(XmlWriter writer, PostImage? post)
    {
        if (FeedParts.Image(post) is not { } image)
            return;
        writer.WriteStartElement("content", FeedNamespaces.Media);
        writer.WriteAttributeString("url", image.Url);
        if (FeedFormats.ImageType(image.Url) is { } type)
            writer.WriteAttributeString("type", type);
        writer.WriteAttributeString("medium", "image");
        if (!string.IsNullOrWhiteSpace(image.Alt))
        {
            writer.WriteStartElement("description", FeedNamespaces.Media);
            writer.WriteAttributeString("type", "plain");
            writer.WriteString(image.Alt);
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }
}
