using System.Text;
using System.Xml.Linq;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

public sealed class FeedFormatsTests
{
    [Theory]
    [InlineData(FeedFormat.Rss, "application/rss+xml", "application/rss+xml; charset=utf-8", ".rss")]
    [InlineData(FeedFormat.Atom, "application/atom+xml", "application/atom+xml; charset=utf-8", ".atom")]
    [InlineData(FeedFormat.Json, "application/feed+json", "application/feed+json", ".json")]
    public void Format_has_a_media_type_and_an_extension(FeedFormat format, string mediaType, string contentType, string extension)
    {
        Assert.Equal(mediaType, format.MediaType());
        Assert.Equal(contentType, format.ContentType());
        Assert.Equal(extension, format.FileExtension());
    }

    [Theory]
    [InlineData("feeds/all.rss", FeedFormat.Rss)]
    [InlineData("all.ATOM", FeedFormat.Atom)]
    [InlineData("tags/c-sharp.json", FeedFormat.Json)]
    [InlineData("opml.xml", null)]
    public void Format_follows_from_a_files_name(string name, FeedFormat? format) => Assert.Equal(format, FeedFormats.OfFile(name));

    [Theory]
    [InlineData("https://a.example/x.JPG", "image/jpeg")]
    [InlineData("https://a.example/x.y/z.webp?w=1.png#f", "image/webp")]
    [InlineData("https://a.example/x.svg", "image/svg+xml")]
    [InlineData("https://a.example/x", null)]
    [InlineData("https://a.example/x.html", null)]
    public void Image_type_follows_from_the_extension(string url, string? type) => Assert.Equal(type, FeedFormats.ImageType(url));

    [Fact]
    public void Opml_lists_feeds()
    {
        var root = XmlOf.Root(OpmlWriter.Write("All & sundry", [new("News \"&\" Views", "https://a.example/ü.rss", "https://a.example/", "New\u0001.")]));
        var outline = root.Element("body")!.Element("outline")!;

        Assert.Equal("2.0", (string?)root.Attribute("version"));
        Assert.Equal("All & sundry", root.Element("head")!.Element("title")!.Value);
        Assert.Equal(
            ["type=rss", "text=News \"&\" Views", "title=News \"&\" Views", "xmlUrl=https://a.example/%C3%BC.rss", "htmlUrl=https://a.example/", "description=New."],
            outline.Attributes().Select(attribute => $"{attribute.Name}={attribute.Value}"));
    }

    [Fact]
    public void Opml_is_utf8_with_lf() =>
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml", Encoding.UTF8.GetString(OpmlWriter.Write("x", [])), StringComparison.Ordinal);
}
