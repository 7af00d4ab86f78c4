using System.Text.Json;
using System.Xml.Linq;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>What a parser makes of a written feed.</summary>
internal static class XmlOf
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace History = "http://purl.org/syndication/history/1.0";
    public static readonly XNamespace Media = "http://search.yahoo.com/mrss/";

    public static XElement Channel(FeedDocument document) => Root(RssWriter.Write(document)).Element("channel")!;

    public static XElement Item(FeedEntry entry) => Channel(SampleFeed.With(entry)).Element("item")!;

    public static XElement Feed(FeedDocument document) => Root(AtomWriter.Write(document));

    public static XElement Entry(FeedEntry entry) => Feed(SampleFeed.With(entry)).Element(Atom + "entry")!;

    public static JsonElement Json(FeedDocument document) => JsonDocument.Parse(JsonFeedWriter.Write(document)).RootElement;

    public static JsonElement JsonItem(FeedEntry entry) => Json(SampleFeed.With(entry)).GetProperty("items")[0];

    public static XElement Root(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return XElement.Load(stream);
    }
}
