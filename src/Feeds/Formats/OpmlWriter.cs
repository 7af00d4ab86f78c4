using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>Writes lists of feeds as OPML 2.0, which readers import.</summary>
public static class OpmlWriter
{
    /// <summary>The bytes of a list.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="feeds">The feeds, in the order in which they are written.</param>
    public static byte[] Write(string title, IEnumerable<OpmlOutline> feeds)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        using var output = new FeedBuffer(4096);
        FeedXml.Write(output, writer =>
        {
            writer.WriteStartElement("opml");
            writer.WriteAttributeString("version", "2.0");
            writer.WriteStartElement("head");
            writer.WriteElementString("title", FeedText.CleanLine(title));
            writer.WriteEndElement();
            writer.WriteStartElement("body");
            foreach (var feed in feeds)
                WriteOutline(writer, feed);
            writer.WriteEndElement();
            writer.WriteEndElement();
        });
        return output.Written.ToArray();
    }

    private static void WriteOutline(XmlWriter writer, OpmlOutline feed)
    {
        var title = FeedText.CleanLine(feed.Title);
        writer.WriteStartElement("outline");
        // OPML 2.0: the type of a subscription is rss whatever its format is.
        writer.WriteAttributeString("type", "rss");
        writer.WriteAttributeString("text", title);
        writer.WriteAttributeString("title", title);
        writer.WriteAttributeString("xmlUrl", FeedUrl.Encode(feed.FeedUrl));
        if (feed.PageUrl is not null)
            writer.WriteAttributeString("htmlUrl", FeedUrl.Encode(feed.PageUrl));
        if (!string.IsNullOrEmpty(feed.Description))
            writer.WriteAttributeString("description", FeedText.CleanLine(feed.Description));
        writer.WriteEndElement();
    }
}
