using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>An item that writes itself what the formatter would write wrongly or not at all.</summary>
/// <param name="entry">The entry.</param>
/// <param name="feedLanguage">The feed's language.</param>
internal sealed class RssItem(FeedEntry entry, string feedLanguage) : SyndicationItem
{
    /// <inheritdoc/>
    protected override void WriteElementExtensions(XmlWriter writer, string version)
    {
        writer.WriteElementString("link", FeedUrl.Encode(entry.Url));
        WriteGuid(writer);
        writer.WriteElementString("pubDate", FeedDate.Rfc822(entry.Published));
        // RSS's own author is an e-mail address, which few posts name and nobody wants harvested.
        foreach (var author in FeedParts.Authors(entry.Authors))
            writer.WriteElementString("creator", FeedNamespaces.DublinCore, author.Name);
        if (!string.Equals(entry.Language, feedLanguage, StringComparison.OrdinalIgnoreCase))
            writer.WriteElementString("language", FeedNamespaces.DublinCore, entry.Language);
        if (entry.ContentHtml is not null)
            writer.WriteElementString("encoded", FeedNamespaces.Content, FeedText.Clean(entry.ContentHtml));
        MediaElements.Write(writer, entry.Image);
    }

    /// <summary>The formatter calls an identity that is also an address a permanent link, but it stays when the post moves.</summary>
    private void WriteGuid(XmlWriter writer)
    {
        writer.WriteStartElement("guid");
        writer.WriteAttributeString("isPermaLink", "false");
        writer.WriteString(FeedText.CleanLine(entry.Id));
        writer.WriteEndElement();
    }
}
