using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Syndication.Feeds.Formats.Checking;

/// <summary>Finds out which files are feeds and reads what they say of themselves.</summary>
internal static class FeedFileReader
{
    private const int Beginning = 4096;

    private static readonly XNamespace Atom = FeedNamespaces.Atom;

    /// <summary>The format of a file; null where it is no feed.</summary>
    public static FeedFormat? FormatOf(string path, ReadOnlySpan<byte> bytes)
    {
        var beginning = bytes[..Math.Min(bytes.Length, Beginning)];
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".RSS" => FeedFormat.Rss,
            ".ATOM" => FeedFormat.Atom,
            ".JSON" when beginning.IndexOf("jsonfeed.org/version"u8) >= 0 => FeedFormat.Json,
            ".XML" when beginning.IndexOf("<rss"u8) >= 0 => FeedFormat.Rss,
            ".XML" when beginning.IndexOf("<feed"u8) >= 0 && beginning.IndexOf("http://www.w3.org/2005/Atom"u8) >= 0 => FeedFormat.Atom,
            _ => null,
        };
    }

    /// <summary>What a feed says of itself; null where it cannot be parsed.</summary>
    public static FeedFile? Read(string path, FeedFormat format, byte[] bytes)
    {
        try
        {
            return format == FeedFormat.Json ? ReadJson(path, bytes) : ReadXml(path, format, bytes);
        }
        catch (Exception exception) when (exception is XmlException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static FeedFile? ReadXml(string path, FeedFormat format, byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        var feed = format == FeedFormat.Rss ? root.Element("channel") : root;
        if (feed is null)
            return null;
        var ids = format == FeedFormat.Rss ? feed.Elements("item").Select(item => item.Element("guid")) : feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id"));
        return new FeedFile
        {
            Path = path,
            Format = format,
            Self = Link(feed, "self"),
            Previous = Link(feed, "prev-archive"),
            Current = Link(feed, "current"),
            Ids = [.. ids.OfType<XElement>().Select(id => id.Value)],
        };
    }

    private static string? Link(XElement feed, string relation) =>
        (string?)feed.Elements(Atom + "link").FirstOrDefault(link => (string?)link.Attribute("rel") == relation)?.Attribute("href");

    private static FeedFile? ReadJson(string path, byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            return null;
        return new FeedFile
        {
            Path = path,
            Format = FeedFormat.Json,
            Self = Text(root, "feed_url"),
            Previous = Text(root, "next_url"),
            Ids = [.. items.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? Text(item, "id") : null).OfType<string>()],
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
