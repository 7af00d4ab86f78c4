using System.Xml.Linq;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Rules 19 to 23.</summary>
public sealed class AtomWriterTests
{
    private static readonly XElement Feed = XmlOf.Feed(SampleFeed.Document);
    private static readonly XElement Rich = Feed.Elements(XmlOf.Atom + "entry").First();

    [Fact]
    public void Feed_has_its_own_id() => Assert.Equal(SampleFeed.Document.Id, Feed.Element(XmlOf.Atom + "id")!.Value);

    [Fact]
    public void Feed_was_updated_with_its_newest_entry_in_whole_seconds()
    {
        var feed = XmlOf.Feed(SampleFeed.Document with { Updated = DateTimeOffset.UnixEpoch });

        Assert.Equal("2022-08-13T09:00:00Z", feed.Element(XmlOf.Atom + "updated")!.Value);
    }

    [Fact]
    public void Feed_links_to_itself_its_hubs_its_page_and_its_licence() =>
        Assert.Equal(
            ["self", "hub", "hub", "alternate", "license", "prev-archive"],
            Feed.Elements(XmlOf.Atom + "link").Select(link => (string?)link.Attribute("rel")));

    [Fact]
    public void Feed_without_a_page_has_the_site_as_alternate()
    {
        var feed = XmlOf.Feed(SampleFeed.Document with { PageUrl = null });

        Assert.Contains(feed.Elements(XmlOf.Atom + "link"), link => (string?)link.Attribute("rel") == "alternate" && (string?)link.Attribute("href") == "https://news.example");
    }

    [Fact]
    public void Rights_name_the_licence() =>
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", Feed.Element(XmlOf.Atom + "rights")!.Value);

    [Fact]
    public void Logo_stays_percent_encoded() =>
        Assert.Equal("https://news.example/img/logo%20big.png", Feed.Element(XmlOf.Atom + "logo")!.Value);

    [Fact]
    public void Entry_has_what_every_entry_has()
    {
        Assert.Equal("tag:news.example,2022:rich", Rich.Element(XmlOf.Atom + "id")!.Value);
        Assert.Equal(SampleFeed.Rich.Title, Rich.Element(XmlOf.Atom + "title")!.Value);
        Assert.Equal(SampleFeed.Rich.Url, (string?)Rich.Element(XmlOf.Atom + "link")!.Attribute("href"));
        Assert.Equal("2022-08-12T14:29:49Z", Rich.Element(XmlOf.Atom + "published")!.Value);
        Assert.Equal("2022-08-13T09:00:00Z", Rich.Element(XmlOf.Atom + "updated")!.Value);
    }

    [Fact]
    public void Entry_is_never_updated_before_it_was_published()
    {
        var entry = XmlOf.Entry(SampleFeed.Plain with { Updated = SampleFeed.Plain.Published.AddDays(-1) });

        Assert.Equal(entry.Element(XmlOf.Atom + "published")!.Value, entry.Element(XmlOf.Atom + "updated")!.Value);
    }

    [Fact]
    public void Summary_is_text_and_content_is_html()
    {
        Assert.Equal("text", (string?)Rich.Element(XmlOf.Atom + "summary")!.Attribute("type"));
        Assert.Equal("html", (string?)Rich.Element(XmlOf.Atom + "content")!.Attribute("type"));
        Assert.Equal(SampleFeed.Rich.ContentHtml, Rich.Element(XmlOf.Atom + "content")!.Value);
    }

    [Fact]
    public void Category_has_term_scheme_and_label()
    {
        var category = Rich.Elements(XmlOf.Atom + "category").First();

        Assert.Equal("iron-salt", (string?)category.Attribute("term"));
        Assert.Equal("https://news.example/tags/", (string?)category.Attribute("scheme"));
        Assert.Equal("Iron & Salt", (string?)category.Attribute("label"));
    }

    [Fact]
    public void Language_is_given_where_it_differs()
    {
        Assert.Equal("en", (string?)Feed.Attribute(XNamespace.Xml + "lang"));
        Assert.Equal("de", (string?)Rich.Attribute(XNamespace.Xml + "lang"));
        Assert.Null(Feed.Elements(XmlOf.Atom + "entry").Last().Attribute(XNamespace.Xml + "lang"));
    }

    [Fact]
    public void Authors_are_the_entrys_own_with_address_and_page()
    {
        var authors = Rich.Elements(XmlOf.Atom + "author").ToList();

        Assert.Equal(["Zoë Berg", "Li Wei"], authors.Select(author => author.Element(XmlOf.Atom + "name")!.Value));
        Assert.Equal("zoe@news.example", authors[0].Element(XmlOf.Atom + "email")!.Value);
        Assert.Equal("https://news.example/zoe", authors[0].Element(XmlOf.Atom + "uri")!.Value);
    }

    [Fact]
    public void Feed_of_a_site_without_an_author_is_its_own_where_an_entry_has_none()
    {
        var feed = XmlOf.Feed(SampleFeed.Document with { Author = null });

        Assert.Equal("News & Views", feed.Element(XmlOf.Atom + "author")!.Value);
    }

    [Fact]
    public void Author_with_a_faulty_address_keeps_the_name_only()
    {
        var author = XmlOf.Entry(SampleFeed.Plain with { Authors = [new("A", "no address")] }).Element(XmlOf.Atom + "author")!;

        Assert.Equal(["name"], author.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public void Archive_page_links_to_its_neighbours_and_the_current_feed()
    {
        var feed = XmlOf.Feed(SampleFeed.ArchivePage);
        var links = feed.Elements(XmlOf.Atom + "link").ToDictionary(link => (string)link.Attribute("rel")! + (string)link.Attribute("href")!, StringComparer.Ordinal);

        Assert.NotNull(feed.Element(XmlOf.History + "archive"));
        Assert.Contains("currenthttps://news.example/feeds/all.atom", links);
        Assert.Contains("prev-archivehttps://news.example/feeds/all/archive/2.atom", links);
        Assert.Contains("next-archivehttps://news.example/feeds/all/archive/4.atom", links);
    }

    [Fact]
    public void Current_feed_is_no_archive_page() => Assert.Null(Feed.Element(XmlOf.History + "archive"));
}
