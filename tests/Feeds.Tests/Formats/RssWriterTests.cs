using System.Xml.Linq;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Rules 10 to 18.</summary>
public sealed class RssWriterTests
{
    private static readonly XElement Channel = XmlOf.Channel(SampleFeed.Document);
    private static readonly XElement Rich = Channel.Elements("item").First();

    [Theory]
    [InlineData("title", "News & Views")]
    [InlineData("link", "https://news.example/")]
    [InlineData("description", "What is new.")]
    [InlineData("language", "en")]
    [InlineData("generator", "Syndication")]
    [InlineData("lastBuildDate", "Sat, 13 Aug 2022 09:00:00 GMT")]
    public void Channel_says_what_it_is(string name, string value) => Assert.Equal(value, Channel.Element(name)!.Value);

    [Fact]
    public void Channel_has_no_docs() => Assert.Null(Channel.Element("docs"));

    [Fact]
    public void Build_date_is_that_of_the_newest_entry_whatever_the_document_says()
    {
        var channel = XmlOf.Channel(SampleFeed.Document with { Updated = DateTimeOffset.UnixEpoch });

        Assert.Equal("Sat, 13 Aug 2022 09:00:00 GMT", channel.Element("lastBuildDate")!.Value);
    }

    [Fact]
    public void Build_date_of_an_empty_feed_is_when_it_last_changed()
    {
        var channel = XmlOf.Channel(SampleFeed.Document with { Entries = [], Updated = DateTimeOffset.UnixEpoch });

        Assert.Equal("Thu, 01 Jan 1970 00:00:00 GMT", channel.Element("lastBuildDate")!.Value);
    }

    [Fact]
    public void Channel_links_to_itself_its_hubs_its_page_and_its_licence()
    {
        var links = Channel.Elements(XmlOf.Atom + "link").Select(link => $"{(string?)link.Attribute("rel")} {(string?)link.Attribute("href")}");

        Assert.Equal(
            [
                "self https://news.example/feeds/all.rss",
                "hub https://hub.example/",
                "hub https://hub2.example/?x=1&y=2",
                "alternate https://news.example/feeds/all",
                "license https://creativecommons.org/licenses/by/4.0/",
                "prev-archive https://news.example/feeds/all/archive/3.rss",
            ],
            links);
    }

    [Fact]
    public void Feed_without_a_page_has_no_alternate_link()
    {
        var channel = XmlOf.Channel(SampleFeed.Document with { PageUrl = null });

        Assert.DoesNotContain(channel.Elements(XmlOf.Atom + "link"), link => (string?)link.Attribute("rel") == "alternate");
    }

    [Fact]
    public void Guid_is_no_permanent_link_even_when_it_is_the_address()
    {
        var guid = XmlOf.Item(SampleFeed.Plain with { Id = SampleFeed.Plain.Url }).Element("guid")!;

        Assert.Equal("false", (string?)guid.Attribute("isPermaLink"));
        Assert.Equal(SampleFeed.Plain.Url, guid.Value);
    }

    [Fact]
    public void Dates_say_gmt_and_whole_seconds() => Assert.Equal("Fri, 12 Aug 2022 14:29:49 GMT", Rich.Element("pubDate")!.Value);

    [Fact]
    public void Every_author_is_a_creator_and_none_an_address()
    {
        Assert.Equal(["Zoë Berg", "Li Wei"], Rich.Elements(XmlOf.Dc + "creator").Select(creator => creator.Value));
        Assert.Null(Rich.Element("author"));
    }

    [Fact]
    public void Editor_without_an_address_is_left_out()
    {
        Assert.Equal("desk@news.example (News Desk)", Channel.Element("managingEditor")!.Value);
        Assert.Null(XmlOf.Channel(SampleFeed.Document with { Author = new("News Desk") }).Element("managingEditor"));
    }

    [Fact]
    public void Summary_comes_before_the_full_text()
    {
        var names = Rich.Elements().Select(element => element.Name).ToList();

        Assert.InRange(names.IndexOf("description"), 0, names.IndexOf(XmlOf.Content + "encoded") - 1);
        Assert.Equal(SampleFeed.Rich.ContentHtml, Rich.Element(XmlOf.Content + "encoded")!.Value);
        Assert.Equal("Kurz & gut: 2 < 3.", Rich.Element("description")!.Value);
    }

    [Theory]
    [InlineData("Salt & iron help.", "<p>Salt &amp; iron <em>help</em>.</p>\n", false)]
    [InlineData("Salt & iron help.", "<p>Salt &amp; iron <em>help</em>.</p><p>More.</p>", true)]
    public void Summary_that_says_all_is_left_out(string summary, string html, bool isThere) =>
        Assert.Equal(isThere, XmlOf.Item(SampleFeed.Plain with { Summary = summary, ContentHtml = html }).Element("description") is not null);

    [Fact]
    public void Summary_about_markup_does_not_become_markup() =>
        Assert.Equal("Use &lt;b&gt; &amp; be bold.", XmlOf.Item(SampleFeed.Plain with { Summary = "Use <b> & be bold." }).Element("description")!.Value);

    [Fact]
    public void Picture_has_type_and_words()
    {
        var media = Rich.Element(XmlOf.Media + "content")!;

        Assert.Equal("image/webp", (string?)media.Attribute("type"));
        Assert.Equal("image", (string?)media.Attribute("medium"));
        Assert.Equal("A salt \"mine\"", media.Element(XmlOf.Media + "description")!.Value);
        Assert.Null(Rich.Element("enclosure"));
    }

    [Fact]
    public void Picture_whose_name_says_nothing_has_no_guessed_type()
    {
        var media = XmlOf.Item(SampleFeed.Plain with { Image = new("https://news.example/img?id=7", "") }).Element(XmlOf.Media + "content")!;

        Assert.Null(media.Attribute("type"));
        Assert.Empty(media.Elements());
    }

    [Fact]
    public void Every_tag_is_a_category_with_label_and_scheme() =>
        Assert.Equal(
            ["https://news.example/tags/ Iron & Salt", "https://news.example/tags/ C#"],
            Rich.Elements("category").Select(category => $"{(string?)category.Attribute("domain")} {category.Value}"));

    [Fact]
    public void Image_has_title_and_link_of_the_channel()
    {
        var image = Channel.Element("image")!;

        Assert.Equal("https://news.example/img/logo%20big.png", image.Element("url")!.Value);
        Assert.Equal(Channel.Element("title")!.Value, image.Element("title")!.Value);
        Assert.Equal(Channel.Element("link")!.Value, image.Element("link")!.Value);
    }

    [Fact]
    public void Title_is_escaped_once() => Assert.Equal(SampleFeed.Rich.Title, Rich.Element("title")!.Value);

    [Fact]
    public void Language_is_given_where_it_differs()
    {
        Assert.Equal("de", Rich.Element(XmlOf.Dc + "language")!.Value);
        Assert.Null(Channel.Elements("item").Last().Element(XmlOf.Dc + "language"));
    }

    [Fact]
    public void Archive_page_says_so()
    {
        var channel = XmlOf.Channel(SampleFeed.ArchivePage);

        Assert.NotNull(channel.Element(XmlOf.History + "archive"));
        Assert.Null(Channel.Element(XmlOf.History + "archive"));
    }
}
