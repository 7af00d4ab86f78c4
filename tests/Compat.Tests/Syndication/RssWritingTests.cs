using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Serialization;

namespace Syndication.Tests.Compat.Syndication;

public sealed class RssWritingTests
{
    [Fact]
    public void Empty_feed_has_title_and_description() =>
        Assert.Equal("<rss version=\"2.0\"><channel><title /><description /></channel></rss>", Written.Rss(new SyndicationFeed()));

    [Fact]
    public void Atom_extensions_declare_their_prefix_on_the_root() =>
        Assert.Equal("<rss xmlns:a10=\"http://www.w3.org/2005/Atom\" version=\"2.0\"><channel><title /><description /></channel></rss>", Written.Rss(new SyndicationFeed(), withAtom: true));

    [Fact]
    public void Channel_elements_come_in_a_fixed_order()
    {
        var feed = new SyndicationFeed("T", "D", new Uri("https://a.example"), "id", Written.Noon)
        {
            Language = "en",
            Copyright = new TextSyndicationContent("C"),
            Generator = "G",
            ImageUrl = new Uri("https://a.example/a b.png"),
        };
        feed.Authors.Add(new SyndicationPerson("a@a.example", "A", null));
        feed.Categories.Add(new SyndicationCategory("N", "S", "L"));
        feed.ElementExtensions.Add("x", "urn:x", "E");

        Assert.Equal(
            "<rss version=\"2.0\"><channel><title>T</title><link>https://a.example/</link><description>D</description><language>en</language>"
            + "<copyright>C</copyright><managingEditor>a@a.example</managingEditor><lastBuildDate>Fri, 12 Aug 2022 12:00:00 Z</lastBuildDate>"
            + "<category domain=\"S\">N</category><generator>G</generator><image><url>https://a.example/a%20b.png</url><title>T</title>"
            + "<link>https://a.example/</link></image><x xmlns=\"urn:x\">E</x></channel></rss>",
            Written.Rss(feed));
    }

    [Fact]
    public void Item_elements_come_in_a_fixed_order()
    {
        var item = new SyndicationItem("T", "body", new Uri("https://a.example/1"), "id", Written.Noon) { PublishDate = Written.Noon, Summary = new TextSyndicationContent("S") };
        item.Authors.Add(new SyndicationPerson("a@a.example"));
        item.Categories.Add(new SyndicationCategory("N"));
        item.Links.Add(SyndicationLink.CreateMediaEnclosureLink(new Uri("https://a.example/m.mp3"), "audio/mpeg", 7));
        item.ElementExtensions.Add("x", "", "E");

        Assert.Equal(
            "<item><guid isPermaLink=\"false\">id</guid><link>https://a.example/1</link><author>a@a.example</author><category>N</category>"
            + "<title>T</title><description>S</description><pubDate>Fri, 12 Aug 2022 12:00:00 Z</pubDate>"
            + "<enclosure url=\"https://a.example/m.mp3\" type=\"audio/mpeg\" length=\"7\" /><x>E</x></item>",
            Written.Rss(item));
    }

    [Fact]
    public void Guid_that_is_the_link_is_a_permanent_link()
    {
        var item = new SyndicationItem();
        item.AddPermalink(new Uri("https://a.example/ü"));

        Assert.StartsWith("<item><guid isPermaLink=\"true\">https://a.example/%C3%BC</guid>", Written.Rss(item), StringComparison.Ordinal);
    }

    [Fact]
    public void Item_without_title_and_text_has_an_empty_description() =>
        Assert.Equal("<item><description /></item>", Written.Rss(new SyndicationItem()));

    [Fact]
    public void Content_is_the_description_where_there_is_no_summary() =>
        Assert.Equal("<item><title>T</title><description>&lt;p&gt;</description></item>", Written.Rss(new SyndicationItem("T", new TextSyndicationContent("<p>", TextSyndicationContentKind.Html), null, null, default)));

    [Fact]
    public void Item_with_a_title_needs_no_description() =>
        Assert.Equal("<item><title>T</title></item>", Written.Rss(new SyndicationItem { Title = new TextSyndicationContent("T") }));

    [Fact]
    public void Author_without_an_address_is_not_written()
    {
        var item = new SyndicationItem("T", "", null);
        item.Authors.Add(new SyndicationPerson(null, "A", null));

        Assert.DoesNotContain("A", Written.Rss(item).Replace("<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_authors_are_written_with_atom_only()
    {
        var feed = new SyndicationFeed("T", "D", null);
        feed.Authors.Add(new SyndicationPerson("a@a.example", "A", null));
        feed.Authors.Add(new SyndicationPerson("b@a.example", "B", "https://b.example"));

        Assert.DoesNotContain("managingEditor", Written.Rss(feed), StringComparison.Ordinal);
        Assert.Contains("<a10:author><a10:name>B</a10:name><a10:uri>https://b.example</a10:uri><a10:email>b@a.example</a10:email></a10:author>", Written.Rss(feed, withAtom: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Atom_stands_for_what_rss_lacks()
    {
        var item = new SyndicationItem("T", "full", new Uri("https://a.example/1"), null, Written.Noon) { Summary = new TextSyndicationContent("S") };
        item.Links.Add(new SyndicationLink(new Uri("https://a.example/2"), "related", null, null, 0));
        var feed = new SyndicationFeed("T", "D", new Uri("https://a.example/"), "feed", default, [item]);
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri("https://a.example/self"), "application/rss+xml"));

        var rss = Written.Rss(feed, withAtom: true);

        Assert.Contains("<a10:id>feed</a10:id><a10:link rel=\"self\" type=\"application/rss+xml\" href=\"https://a.example/self\" />", rss, StringComparison.Ordinal);
        Assert.Contains("<a10:link rel=\"related\" href=\"https://a.example/2\" /><a10:updated>2022-08-12T12:00:00Z</a10:updated><a10:content type=\"text\">full</a10:content>", rss, StringComparison.Ordinal);
    }

    [Fact]
    public void Offset_of_a_date_is_written_without_a_colon()
    {
        var item = new SyndicationItem { Title = new TextSyndicationContent("T"), PublishDate = new DateTimeOffset(2022, 1, 2, 3, 4, 5, TimeSpan.FromMinutes(-210)) };

        Assert.Contains("<pubDate>Sun, 02 Jan 2022 03:04:05 -0330</pubDate>", Written.Rss(item), StringComparison.Ordinal);
    }

    [Fact]
    public void Prefix_that_the_channel_declares_is_used()
    {
        var feed = new SyndicationFeed("T", "D", null);
        feed.AttributeExtensions[new XmlQualifiedName("dc", "http://www.w3.org/2000/xmlns/")] = "urn:dc";
        feed.ElementExtensions.Add("creator", "urn:dc", "A");

        Assert.Equal("<rss version=\"2.0\"><channel xmlns:dc=\"urn:dc\"><title>T</title><description>D</description><dc:creator>A</dc:creator></channel></rss>", Written.Rss(feed));
    }

    [Fact]
    public void Content_of_the_root_can_be_written_into_a_root_of_ones_own()
    {
        IXmlSerializable formatter = new Rss20FeedFormatter(new SyndicationFeed("T", "D", null), serializeExtensionsAsAtom: false);

        var rss = Written.By(writer =>
        {
            writer.WriteStartElement("rss");
            writer.WriteAttributeString("xmlns", "dc", null, "urn:dc");
            formatter.WriteXml(writer);
            writer.WriteEndElement();
        });

        Assert.Equal("<rss xmlns:dc=\"urn:dc\" version=\"2.0\"><channel><title>T</title><description>D</description></channel></rss>", rss);
    }

    [Fact]
    public void Derived_types_write_their_own_extensions() =>
        Assert.Equal("<item><title>T</title><own>Rss20</own></item>", Written.Rss(new OwnItem { Title = new TextSyndicationContent("T") }));

    [Fact]
    public void Base_address_is_written_relative_to_the_feeds()
    {
        var feed = new SyndicationFeed("T", "D", null, [new SyndicationItem("T", "", null) { BaseUri = new Uri("https://a.example/x/") }]) { BaseUri = new Uri("https://a.example/") };

        var rss = Written.Rss(feed);

        Assert.Contains("<channel xml:base=\"https://a.example/\">", rss, StringComparison.Ordinal);
        Assert.Contains("<item xml:base=\"x/\">", rss, StringComparison.Ordinal);
    }

    [Fact]
    public void Formatter_without_a_feed_writes_nothing() =>
        Assert.Throws<InvalidOperationException>(() => Written.By(new Rss20FeedFormatter().WriteTo));

    private sealed class OwnItem : SyndicationItem
    {
        protected override void WriteElementExtensions(XmlWriter writer, string version) => writer.WriteElementString("own", version);
    }
}
