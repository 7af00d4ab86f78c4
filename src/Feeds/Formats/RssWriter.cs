using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Serialization;

namespace Syndication.Feeds.Formats;

/// <summary>Writes RSS 2.0.</summary>
public static class RssWriter
{
    /// <summary>The bytes of a feed.</summary>
    /// <param name="document">The feed.</param>
    public static byte[] Write(FeedDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var formatter = new Rss20FeedFormatter(Build(document), serializeExtensionsAsAtom: false);
        return FeedXml.Write(SyndicationFeedBuilder.Capacity(document.Entries), writer =>
        {
            // The formatter offers attributes on the channel only; prefixes belong on the root, where every parser looks.
            writer.WriteStartElement("rss");
            writer.WriteAttributeString("xmlns", "atom", null, FeedNamespaces.Atom);
            writer.WriteAttributeString("xmlns", "content", null, FeedNamespaces.Content);
            writer.WriteAttributeString("xmlns", "dc", null, FeedNamespaces.DublinCore);
            if (document.Archive is not null)
                writer.WriteAttributeString("xmlns", "fh", null, FeedNamespaces.History);
            writer.WriteAttributeString("xmlns", "media", null, FeedNamespaces.Media);
            ((IXmlSerializable)formatter).WriteXml(writer);
            writer.WriteEndElement();
        });
    }

    private static RssChannel Build(FeedDocument document)
    {
        var items = new List<SyndicationItem>(document.Entries.Length);
        foreach (var entry in document.Entries)
            items.Add(BuildItem(document, entry));
        var channel = SyndicationFeedBuilder.Fill(new RssChannel(document), document, items);
        channel.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(FeedUrl.Encode(document.SiteUrl))));
        if (document.ImageUrl is not null)
            channel.ImageUrl = new Uri(FeedUrl.Encode(document.ImageUrl));
        if (document.Author is not null && FeedParts.Author(document.Author) is { Email: { } email, Name: var name })
            channel.Authors.Add(new SyndicationPerson($"{email} ({name})"));
        return channel;
    }

    private static RssItem BuildItem(FeedDocument document, FeedEntry entry)
    {
        var item = SyndicationFeedBuilder.Fill(new RssItem(entry, document.Language), entry);
        if (FeedParts.Summary(entry) is { } summary)
            item.Summary = new TextSyndicationContent(FeedSummary.ForRss(summary));
        foreach (var tag in FeedParts.Tags(entry.Tags))
            item.Categories.Add(new SyndicationCategory(tag.Label, FeedUrl.Encode(document.TagScheme), null));
        return item;
    }
}
