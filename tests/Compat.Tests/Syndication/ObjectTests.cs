using System.ServiceModel.Syndication;
using System.Xml;

namespace Syndication.Tests.Compat.Syndication;

public sealed class ObjectTests
{
    [Fact]
    public void Clone_is_deep()
    {
        var feed = new SyndicationFeed("T", "D", new Uri("https://a.example"), new List<SyndicationItem> { new("I", "c", null) });
        feed.ElementExtensions.Add("x", "", "1");

        var copy = feed.Clone(cloneItems: true);
        copy.Links.Clear();
        copy.ElementExtensions.Clear();
        copy.Items.First().Id = "changed";

        Assert.Single(feed.Links);
        Assert.Single(feed.ElementExtensions);
        Assert.Null(feed.Items.First().Id);
    }

    [Fact]
    public void Items_that_are_no_list_cannot_be_cloned()
    {
        var feed = new SyndicationFeed(Enumerable.Range(0, 1).Select(_ => new SyndicationItem()));

        Assert.Throws<InvalidOperationException>(() => feed.Clone(cloneItems: true));
        Assert.Single(feed.Clone(cloneItems: false).Items);
    }

    [Fact]
    public void Collections_refuse_null()
    {
        var item = new SyndicationItem();

        Assert.Throws<ArgumentNullException>(() => item.Links.Add(null!));
        Assert.Throws<ArgumentNullException>(() => item.ElementExtensions.Add((SyndicationElementExtension)null!));
        Assert.Throws<ArgumentNullException>(() => new SyndicationFeed().Items = null!);
    }

    [Fact]
    public void Faulty_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyndicationLink(null, null, null, null, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TextSyndicationContent("", (TextSyndicationContentKind)3));
        Assert.Throws<ArgumentNullException>(() => new Atom10FeedFormatter((SyndicationFeed)null!));
        Assert.Throws<ArgumentException>(() => new Atom10FeedFormatter(typeof(string)));
        Assert.Throws<ArgumentNullException>(() => new UrlSyndicationContent(null!, null));
        Assert.Throws<ArgumentException>(() => new SyndicationElementExtension("", "urn:x", "text"));
        Assert.Throws<ArgumentNullException>(() => SyndicationFeed.Load(null!));
    }

    [Fact]
    public void Extension_of_text_is_an_element_with_text()
    {
        var extension = new SyndicationElementExtension("x", "urn:x", "a & b");

        Assert.Equal(("x", "urn:x"), (extension.OuterName, extension.OuterNamespace));
        Assert.Equal("a & b", extension.GetObject<string>());
        Assert.Equal("<x xmlns=\"urn:x\">a &amp; b</x>", Written.By(extension.WriteTo));
    }

    [Fact]
    public void Extension_takes_the_element_and_moves_the_reader_on()
    {
        using var reader = XmlReader.Create(new StringReader("<r xmlns:p=\"urn:p\"><p:x a=\"1\"><!-- c -->t</p:x><y/></r>"));
        reader.ReadStartElement();

        var extension = new SyndicationElementExtension(reader);

        Assert.Equal("y", reader.LocalName);
        Assert.Equal("<p:x a=\"1\" xmlns:p=\"urn:p\"><!-- c -->t</p:x>", Written.By(extension.WriteTo));
    }

    [Fact]
    public void Reader_over_extensions_sees_them_all()
    {
        var feed = new SyndicationFeed();
        feed.ElementExtensions.Add("a", "", "1");
        feed.ElementExtensions.Add("b", "", "2");

        using var reader = feed.ElementExtensions.GetReaderAtElementExtensions();

        Assert.Equal("1", reader.ReadElementContentAsString("a", ""));
        Assert.Equal("2", reader.ReadElementContentAsString("b", ""));
    }

    [Fact]
    public void Link_without_a_base_has_no_absolute_address()
    {
        Assert.Null(new SyndicationLink(new Uri("x", UriKind.Relative)).GetAbsoluteUri());
        Assert.Null(new SyndicationLink().GetAbsoluteUri());
    }

    [Fact]
    public void Formatter_says_its_version()
    {
        Assert.Equal("Atom10", new SyndicationFeed().GetAtom10Formatter().Version);
        Assert.Equal(SyndicationVersions.Rss20, new SyndicationFeed().GetRss20Formatter().Version);
        Assert.Equal("System.ServiceModel.Syndication.Rss20FeedFormatter, SyndicationVersion=Rss20", new Rss20FeedFormatter().ToString());
        Assert.True(new SyndicationFeed().GetRss20Formatter().SerializeExtensionsAsAtom);
    }
}
