using System.ServiceModel.Syndication;
using System.Text.RegularExpressions;
using System.Xml;

namespace Syndication.Tests.Compat.Syndication;

public sealed class AtomWritingTests
{
    [Fact]
    public void Feed_elements_come_in_a_fixed_order()
    {
        var feed = new SyndicationFeed("T", "D", new Uri("https://a.example"), "id", Written.Noon)
        {
            Language = "en",
            Copyright = new TextSyndicationContent("C"),
            Generator = "G",
            ImageUrl = new Uri("https://a.example/i.png"),
            BaseUri = new Uri("https://a.example"),
        };
        feed.Authors.Add(new SyndicationPerson("a@a.example", "A", "https://a.example/a"));
        feed.Contributors.Add(new SyndicationPerson(null, "B", null));
        feed.Categories.Add(new SyndicationCategory("N", "S", "L"));
        feed.ElementExtensions.Add("x", "urn:x", "E");

        Assert.Equal(
            "<feed xml:lang=\"en\" xml:base=\"https://a.example/\" xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\">T</title><subtitle type=\"text\">D</subtitle>"
            + "<id>id</id><rights type=\"text\">C</rights><updated>2022-08-12T12:00:00Z</updated><category term=\"N\" label=\"L\" scheme=\"S\" />"
            + "<logo>https://a.example/i.png</logo><author><name>A</name><uri>https://a.example/a</uri><email>a@a.example</email></author>"
            + "<contributor><name>B</name></contributor><generator>G</generator><link rel=\"alternate\" href=\"https://a.example/\" /><x xmlns=\"urn:x\">E</x></feed>",
            Written.Atom(feed));
    }

    [Fact]
    public void Entry_elements_come_in_a_fixed_order()
    {
        var item = new SyndicationItem("T", new TextSyndicationContent("<p>", TextSyndicationContentKind.Html), new Uri("https://a.example/1"), "id", Written.Noon)
        {
            PublishDate = Written.Noon.AddDays(-1),
            Summary = new TextSyndicationContent("S"),
            Copyright = new TextSyndicationContent("C"),
        };
        item.Authors.Add(new SyndicationPerson(null, "A", null));
        item.Categories.Add(new SyndicationCategory("N"));
        item.AttributeExtensions[new XmlQualifiedName("lang", "http://www.w3.org/XML/1998/namespace")] = "de";
        item.ElementExtensions.Add("x", "urn:x", "E");

        Assert.Equal(
            "<entry xml:lang=\"de\" xmlns=\"http://www.w3.org/2005/Atom\"><id>id</id><title type=\"text\">T</title><summary type=\"text\">S</summary>"
            + "<published>2022-08-11T12:00:00Z</published><updated>2022-08-12T12:00:00Z</updated><author><name>A</name></author>"
            + "<link rel=\"alternate\" href=\"https://a.example/1\" /><category term=\"N\" /><content type=\"html\">&lt;p&gt;</content>"
            + "<rights type=\"text\">C</rights><x xmlns=\"urn:x\">E</x></entry>",
            Written.Atom(item));
    }

    [Fact]
    public void Missing_identity_and_date_are_made_up() =>
        Assert.Matches(
            new Regex("^<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\"(?: />|></title>)<id>uuid:[0-9a-f-]{36};id=[0-9]+</id><updated>[0-9T:-]+Z</updated></feed>$"),
            Written.Atom(new SyndicationFeed()));

    [Fact]
    public void Picture_is_written_decoded() =>
        Assert.Contains("<logo>https://a.example/ü b.png</logo>", Written.Atom(new SyndicationFeed { ImageUrl = new Uri("https://a.example/%C3%BC%20b.png") }), StringComparison.Ordinal);

    [Fact]
    public void Attribute_extension_stands_in_for_the_links_own()
    {
        var link = new SyndicationLink { RelationshipType = "self", MediaType = "text/html", AttributeExtensions = { [new XmlQualifiedName("href")] = "https://a.example/%7Ea" } };
        var feed = new SyndicationFeed { Links = { link } };

        Assert.Contains("<link href=\"https://a.example/%7Ea\" rel=\"self\" type=\"text/html\" />", Written.Atom(feed), StringComparison.Ordinal);
    }

    [Fact]
    public void Address_of_a_link_is_written_in_its_usual_spelling() =>
        Assert.Contains("href=\"https://a.example/~a\"", Written.Atom(new SyndicationFeed { Links = { new SyndicationLink(new Uri("HTTPS://A.example:443/%7Ea")) } }), StringComparison.Ordinal);

    [Fact]
    public void Xhtml_is_written_as_markup() =>
        Assert.Contains("<content type=\"xhtml\"><div>x</div></content>", Written.Atom(new SyndicationItem { Content = SyndicationContent.CreateXhtmlContent("<div>x</div>") }), StringComparison.Ordinal);

    [Fact]
    public void Content_elsewhere_has_type_and_address() =>
        Assert.Contains("<content type=\"image/png\" src=\"https://a.example/i.png\" />", Written.Atom(new SyndicationItem { Content = SyndicationContent.CreateUrlContent(new Uri("https://a.example/i.png"), "image/png") }), StringComparison.Ordinal);

    [Fact]
    public void Offset_of_a_date_is_kept()
    {
        var item = new SyndicationItem { LastUpdatedTime = new DateTimeOffset(2022, 1, 2, 3, 4, 5, 999, TimeSpan.FromHours(2)) };

        Assert.Contains("<updated>2022-01-02T03:04:05+02:00</updated>", Written.Atom(item), StringComparison.Ordinal);
    }

    [Fact]
    public void Source_feed_is_written_without_its_items()
    {
        var item = new SyndicationItem { SourceFeed = new SyndicationFeed("S", null, null, "sid", default, [new SyndicationItem("I", "", null)]) };

        Assert.Contains("<source><title type=\"text\">S</title><id>sid</id></source>", Written.Atom(item), StringComparison.Ordinal);
    }

    [Fact]
    public void Length_and_title_of_a_link_are_written()
    {
        var feed = new SyndicationFeed { Links = { new SyndicationLink(new Uri("https://a.example/m"), "enclosure", "M", "audio/mpeg", 12345) } };

        Assert.Contains("<link rel=\"enclosure\" type=\"audio/mpeg\" title=\"M\" length=\"12345\" href=\"https://a.example/m\" />", Written.Atom(feed), StringComparison.Ordinal);
    }
}
