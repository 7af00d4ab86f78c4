using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Tests.Compat.Syndication;

public sealed class ReadingTests
{
    private const string Rss = """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:x="urn:x" xmlns:a="http://www.w3.org/2005/Atom">
          <channel x:att="v">
            <title>T</title><link>https://a.example/</link><description>D</description><language>en</language>
            <copyright>C</copyright><managingEditor>e@a.example</managingEditor><generator>G</generator>
            <lastBuildDate>Fri, 12 Aug 2022 12:00:00 GMT</lastBuildDate><category domain="S">N</category>
            <image><url>https://a.example/i.png</url><title>other</title></image>
            <a:link rel="self" href="https://a.example/rss"/><x:own><x:in>1</x:in></x:own><ttl>5</ttl>
            <item>
              <guid>https://a.example/1</guid><title>I</title><description>S</description><author>w@a.example</author>
              <pubDate>Fri, 12 Aug 2022 14:00:00 +0200</pubDate><enclosure url="https://a.example/m" length="7" type="audio/mpeg"/>
              <source url="https://b.example/rss">B</source><x:own>2</x:own>
            </item>
            <item><guid isPermaLink="false">two</guid><description>Only text</description></item>
          </channel>
        </rss>
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://a.example/" xmlns:x="urn:x">
          <title>T</title><subtitle type="html">&lt;b></subtitle><id>fid</id><updated>2022-08-12T12:00:00.818Z</updated>
          <author x:att="v"><name>A</name><uri>https://a.example/a</uri><email>a@a.example</email></author>
          <link href="/self" rel="self" type="application/atom+xml" title="L" length="9"/><category term="t" scheme="s" label="l"/>
          <logo>https://a.example/logo.png</logo><generator>G</generator><rights>R</rights><x:own/>
          <entry xml:base="sub/">
            <id>eid</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">X</div></title><summary>S</summary>
            <published>2022-08-11T12:00:00+02:00</published><updated>2022-08-12T12:00:00Z</updated>
            <link href="post"/><content type="html">&lt;p>C&lt;/p></content><source><title>Src</title><id>sid</id></source>
          </entry>
          <entry><id>2</id><title>U</title><updated>2022-08-12T12:00:00Z</updated><content src="https://a.example/c" type="video/mp4"/></entry>
          <entry><id>3</id><title>U</title><updated>2022-08-12T12:00:00Z</updated><content type="image/svg+xml"><svg xmlns="urn:svg">v</svg></content></entry>
        </feed>
        """;

    private static readonly SyndicationFeed FromRss = Written.Feed(Rss);
    private static readonly SyndicationFeed FromAtom = Written.Feed(Atom);

    [Fact]
    public void Channel_is_read()
    {
        Assert.Equal("T", FromRss.Title!.Text);
        Assert.Equal("D", FromRss.Description!.Text);
        Assert.Equal("en", FromRss.Language);
        Assert.Equal("C", FromRss.Copyright!.Text);
        Assert.Equal("e@a.example", FromRss.Authors[0].Email);
        Assert.Equal("G", FromRss.Generator);
        Assert.Equal(new DateTimeOffset(2022, 8, 12, 12, 0, 0, TimeSpan.Zero), FromRss.LastUpdatedTime);
        Assert.Equal(("N", "S"), (FromRss.Categories[0].Name, FromRss.Categories[0].Scheme));
        Assert.Equal(new Uri("https://a.example/i.png"), FromRss.ImageUrl);
    }

    [Fact]
    public void Links_of_a_channel_are_rss_then_atom() =>
        Assert.Equal(["alternate https://a.example/", "self https://a.example/rss"], FromRss.Links.Select(link => $"{link.RelationshipType} {link.Uri}"));

    [Fact]
    public void What_rss_does_not_define_is_kept()
    {
        Assert.Equal("v", FromRss.AttributeExtensions[new XmlQualifiedName("att", "urn:x")]);
        Assert.Equal(["own", "ttl"], FromRss.ElementExtensions.Select(element => element.OuterName));
        Assert.Equal("2", FromRss.Items.First().ElementExtensions.ReadElementExtensions<string>("own", "urn:x").Single());
    }

    [Fact]
    public void Item_is_read()
    {
        var item = FromRss.Items.First();

        Assert.Equal("https://a.example/1", item.Id);
        Assert.Equal("I", item.Title!.Text);
        Assert.Equal("S", item.Summary!.Text);
        Assert.Equal("w@a.example", item.Authors[0].Email);
        Assert.Equal(new DateTimeOffset(2022, 8, 12, 14, 0, 0, TimeSpan.FromHours(2)), item.PublishDate);
        Assert.Equal("B", item.SourceFeed!.Title!.Text);
        Assert.Equal(["enclosure https://a.example/m", "alternate https://a.example/1"], item.Links.Select(link => $"{link.RelationshipType} {link.Uri}"));
        Assert.Equal((7L, "audio/mpeg"), (item.Links[0].Length, item.Links[0].MediaType));
    }

    [Fact]
    public void Description_of_an_item_without_a_link_is_its_content()
    {
        var item = FromRss.Items.Last();

        Assert.Null(item.Summary);
        Assert.Equal("Only text", Assert.IsType<TextSyndicationContent>(item.Content).Text);
    }

    [Fact]
    public void Feed_is_read()
    {
        Assert.Equal("T", FromAtom.Title!.Text);
        Assert.Equal(("<b>", "html"), (FromAtom.Description!.Text, FromAtom.Description.Type));
        Assert.Equal("fid", FromAtom.Id);
        Assert.Equal("en", FromAtom.Language);
        Assert.Equal(new Uri("https://a.example/"), FromAtom.BaseUri);
        Assert.Equal(new DateTimeOffset(2022, 8, 12, 12, 0, 0, TimeSpan.Zero), FromAtom.LastUpdatedTime);
        Assert.Equal(("A", "https://a.example/a", "a@a.example"), (FromAtom.Authors[0].Name, FromAtom.Authors[0].Uri, FromAtom.Authors[0].Email));
        Assert.Equal("v", FromAtom.Authors[0].AttributeExtensions[new XmlQualifiedName("att", "urn:x")]);
        Assert.Equal(("t", "s", "l"), (FromAtom.Categories[0].Name, FromAtom.Categories[0].Scheme, FromAtom.Categories[0].Label));
        Assert.Equal("own", FromAtom.ElementExtensions.Single().OuterName);
    }

    [Fact]
    public void Link_of_a_feed_is_relative_to_its_base()
    {
        var link = FromAtom.Links[0];

        Assert.Equal(("self", "application/atom+xml", "L", 9L), (link.RelationshipType, link.MediaType, link.Title, link.Length));
        Assert.Equal(new Uri("https://a.example/self"), link.GetAbsoluteUri());
    }

    [Fact]
    public void Entry_is_read()
    {
        var entry = FromAtom.Items.First();

        Assert.Equal(new Uri("https://a.example/sub/"), entry.BaseUri);
        Assert.Equal(new Uri("https://a.example/sub/post"), entry.Links[0].GetAbsoluteUri());
        Assert.Null(entry.Links[0].RelationshipType);
        Assert.Equal("xhtml", entry.Title!.Type);
        Assert.Contains(">X</div>", entry.Title.Text, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2022, 8, 11, 12, 0, 0, TimeSpan.FromHours(2)), entry.PublishDate);
        Assert.Equal("<p>C</p>", Assert.IsType<TextSyndicationContent>(entry.Content).Text);
        Assert.Equal("sid", entry.SourceFeed!.Id);
    }

    [Fact]
    public void Content_of_other_kinds_is_read()
    {
        var items = FromAtom.Items.ToList();

        var elsewhere = Assert.IsType<UrlSyndicationContent>(items[1].Content);
        Assert.Equal(("video/mp4", new Uri("https://a.example/c")), (elsewhere.Type, elsewhere.Url));
        var xml = Assert.IsType<XmlSyndicationContent>(items[2].Content);
        Assert.Equal("image/svg+xml", xml.Type);
        Assert.Contains("<content type=\"image/svg+xml\"><svg xmlns=\"urn:svg\">v</svg></content>", Written.Atom(items[2]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_is_written_back()
    {
        var again = Written.Feed(Written.Atom(FromAtom));

        Assert.Equal(FromAtom.Items.Select(item => item.Id), again.Items.Select(item => item.Id));
        Assert.Equal(Written.Atom(FromAtom), Written.Atom(again));
        Assert.Equal(Written.Rss(FromRss, withAtom: true), Written.Rss(Written.Feed(Written.Rss(FromRss, withAtom: true)), withAtom: true));
    }

    [Theory]
    [InlineData("Fri, 12 Aug 2022 12:00:00 GMT", 0)]
    [InlineData("12 Aug 2022 12:00:00 EST", -5)]
    [InlineData("Fri, 12 Aug 22 12:00 PDT", -7)]
    [InlineData("12 August 2022 12:00 +0100", 1)]
    [InlineData("2022-08-12T12:00:00Z", 0)]
    public void Dates_of_many_spellings_are_read(string text, int offset)
    {
        var item = Written.Item($"<item><pubDate>{text}</pubDate></item>");

        Assert.Equal(new DateTimeOffset(2022, 8, 12, 12, 0, 0, TimeSpan.FromHours(offset)), item.PublishDate);
    }

    [Theory]
    [InlineData("<item><pubDate>yesterday</pubDate></item>")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"><published>yesterday</published></entry>")]
    public void Faulty_date_comes_up_when_it_is_asked_for(string xml)
    {
        var item = Written.Item(xml);

        Assert.Throws<XmlException>(() => item.PublishDate);
    }

    [Fact]
    public void Empty_date_is_none() => Assert.Equal(default, Written.Item("<item><pubDate /></item>").PublishDate);

    [Theory]
    [InlineData("<html/>")]
    [InlineData("<item/>")]
    public void Other_documents_are_refused(string xml) => Assert.Throws<XmlException>(() => Written.Feed(xml));

    [Fact]
    public void Other_versions_of_rss_are_refused() =>
        Assert.Throws<NotSupportedException>(() => Written.Feed("<rss version=\"0.91\"><channel/></rss>"));

    [Fact]
    public void Text_of_another_type_is_refused() =>
        Assert.Throws<XmlException>(() => Written.Feed("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"x/y\">T</title></feed>"));

    [Fact]
    public void Extensions_can_be_dropped()
    {
        using var reader = XmlReader.Create(new StringReader(Rss));
        var formatter = new Rss20FeedFormatter { PreserveElementExtensions = false, PreserveAttributeExtensions = false, SerializeExtensionsAsAtom = false };
        formatter.ReadFrom(reader);

        Assert.Empty(formatter.Feed!.ElementExtensions);
        Assert.Empty(formatter.Feed.AttributeExtensions);
        Assert.Single(formatter.Feed.Links);
    }

    [Fact]
    public void Derived_items_are_created_and_offered_what_is_unknown()
    {
        using var reader = XmlReader.Create(new StringReader(Rss));

        var item = Assert.IsType<OwnItem>(SyndicationFeed.Load<OwnFeed>(reader).Items.First());

        Assert.Equal("2", item.Own);
        Assert.Empty(item.ElementExtensions);
    }

    private sealed class OwnFeed : SyndicationFeed
    {
        protected override SyndicationItem CreateItem() => new OwnItem();
    }

    private sealed class OwnItem : SyndicationItem
    {
        public string? Own { get; private set; }

        protected override bool TryParseElement(XmlReader reader, string version)
        {
            if (!reader.IsStartElement("own", "urn:x"))
                return false;
            Own = reader.ReadElementContentAsString();
            return true;
        }
    }
}
