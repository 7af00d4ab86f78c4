using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Serialization;
using Syndication.Feeds.Formats.Linting;

namespace Syndication.Feeds.Formats;

/// <summary>Writes RSS 2.0.</summary>
public static class RssWriter
{
    [ThreadStatic]
    private static EntryXml? s_kept;

    /// <summary>The bytes of a feed.</summary>
    /// <param name="document">The feed.</param>
    public static byte[] Write(FeedDocument document) => FeedWriter.Write(document, FeedFormat.Rss);

    /// <summary>Writes a feed around its entries, and says where those are.</summary>
    internal static Range WriteFrame(FeedDocument document, IReadOnlyList<WrittenEntry> entries, FeedBuffer output)
    {
        var formatter = new SplicingRssFormatter(BuildChannel(document), entries, output);
        FeedXml.Write(output, writer =>
        {
            WriteRoot(writer, isArchive: document.Archive is not null);
            ((IXmlSerializable)formatter).WriteXml(writer);
            writer.WriteEndElement();
        });
        return formatter.Between;
    }

    /// <summary>Writes an entry in a document of its own, and says where it is.</summary>
    internal static byte[] WriteEntry(FeedDocument document, FeedEntry entry, out Range own)
    {
        var formatter = new Rss20ItemFormatter(BuildItem(document, entry), serializeExtensionsAsAtom: false);
        var xml = s_kept ?? new(OpenChannel);
        s_kept = null;
        var written = xml.Write(formatter.WriteTo, out own);
        if (xml.IsReusable) s_kept = xml;
        return written;
    }

    private static void OpenChannel(XmlWriter writer)
    {
        WriteRoot(writer, isArchive: false);
        writer.WriteStartElement("channel");
        writer.WriteElementString(EntryLint.Before, null);
    }

    // The formatter offers attributes on the channel only; prefixes belong on the root, where every parser looks.
    private static void WriteRoot(XmlWriter writer, bool isArchive)
    {
        writer.WriteStartElement("rss");
        writer.WriteAttributeString("xmlns", "atom", null, FeedNamespaces.Atom);
        writer.WriteAttributeString("xmlns", "content", null, FeedNamespaces.Content);
        writer.WriteAttributeString("xmlns", "dc", null, FeedNamespaces.DublinCore);
        if (isArchive)
            writer.WriteAttributeString("xmlns", "fh", null, FeedNamespaces.History);
        writer.WriteAttributeString("xmlns", "media", null, FeedNamespaces.Media);
    }

    private static RssChannel BuildChannel(FeedDocument document)
    {
        var channel = SyndicationFeedBuilder.Fill(new RssChannel(document), document);
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
