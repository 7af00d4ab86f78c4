using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>A channel that writes itself what the formatter would write wrongly or not at all.</summary>
/// <param name="document">The feed.</param>
internal sealed class RssChannel(FeedDocument document) : SyndicationFeed
{
    /// <inheritdoc/>
    protected override void WriteElementExtensions(XmlWriter writer, string version)
    {
        // The formatter's own lastBuildDate says Z, which RFC 822 knows as a military zone only.
        writer.WriteElementString("lastBuildDate", FeedDate.Rfc822(FeedDate.Updated(document)));
        foreach (var link in FeedLinks.Of(document, FeedFormat.Rss))
        {
            writer.WriteStartElement("link", FeedNamespaces.Atom);
            writer.WriteAttributeString("href", FeedUrl.Encode(link.Url));
            writer.WriteAttributeString("rel", link.Relation);
            if (link.MediaType is not null)
                writer.WriteAttributeString("type", link.MediaType);
            writer.WriteEndElement();
        }
        if (document.Archive is not null)
            writer.WriteElementString("archive", FeedNamespaces.History, null);
    }
}
