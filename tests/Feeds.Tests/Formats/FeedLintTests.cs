using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>A good feed has no finding; each fault that is put into it is found under its rule.</summary>
public sealed class FeedLintTests
{
    public static TheoryData<FeedFormat> Formats => new(Enum.GetValues<FeedFormat>());

    [Theory, MemberData(nameof(Formats))]
    public void Good_feed_has_no_findings(FeedFormat format)
    {
        Assert.Empty(FeedLint.Check(FeedWriter.Write(SampleFeed.Document, format), format));
        Assert.Empty(FeedLint.Check(FeedWriter.Write(SampleFeed.ArchivePage, format), format));
    }

    [Theory]
    [InlineData(1, "encoding=\"utf-8\"", "encoding=\"us-ascii\"")]
    [InlineData(1, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", "")]
    [InlineData(1, "<channel>\n", "<channel>\r\n")]
    [InlineData(2, "</channel>", "</chanel>")]
    [InlineData(2, "News &amp; Views</title>", "News & Views</title>")]
    [InlineData(2, "</rss>", "</rss><rss/>")]
    [InlineData(3, "Plain post", "Plain\u0001 post")]
    [InlineData(3, "Plain post", "Plain&#1; post")]
    [InlineData(3, "Plain post", "Plain&#xD800; post")]
    [InlineData(3, "Plain post", "Plain\uFFFE post")]
    [InlineData(4, "<title>Plain post</title>", "<title><![CDATA[Plain post]]></title>")]
    [InlineData(4, "<rss ", "<!DOCTYPE rss>\n<rss ")]
    [InlineData(4, "<channel>", "<channel xml:base=\"https://news.example/\">")]
    [InlineData(4, "<channel>", "<channel xmlns:a10=\"urn:x\">")]
    [InlineData(4, "<channel>", "<channel xmlns:dc=\"http://purl.org/dc/elements/1.1/\">")]
    [InlineData(4, "<title>Plain", "<title xmlns:x=\"urn:x\">Plain")]
    [InlineData(4, "<rss ", "<?xml-stylesheet href=\"x.xsl\"?><rss ")]
    [InlineData(6, "&lt;em&gt;", "&lt;script&gt;x&lt;/script&gt;&lt;em&gt;")]
    [InlineData(6, "&lt;em&gt;", "&lt;em onclick=x&gt;")]
    [InlineData(6, "\"https://news.example/a?", "\"java&amp;#10;script:x?")]
    [InlineData(6, "\"https://news.example/a?", "\" JavaScript:x?")]
    [InlineData(6, "&lt;em&gt;", "&lt;!--&gt;&lt;iframe&gt;&lt;em&gt;")]
    [InlineData(7, "\"https://news.example/a?", "\"/a?")]
    [InlineData(7, "\"https://news.example/a?", "\"#a?")]
    [InlineData(7, "\"https://news.example/a?", "\"//news.example/a?")]
    [InlineData(7, "\"https://news.example/a?", "\"https://news.example/ä?")]
    [InlineData(7, "&lt;em&gt;", "&lt;img srcset='https://a.example/1,2.png 1x, b.png 2x'&gt;&lt;em&gt;")]
    [InlineData(7, "&lt;em&gt;", "&lt;video poster=p.png&gt;&lt;em&gt;")]
    [InlineData(7, "<link>https://news.example/plain</link>", "<link>/plain</link>")]
    [InlineData(7, "<link>https://news.example/plain</link>", "<link>https://news.example/pl ain</link>")]
    [InlineData(8, "Salt &amp; iron", "Salt &amp;amp; iron")]
    [InlineData(8, "<title>Plain post</title>", "")]
    [InlineData(9, "<title>Plain post</title>", "<title>Plain &amp;am…</title>")]
    [InlineData(9, "mehr&lt;/a&gt;&lt;/p&gt;", "mehr&lt;/a")]
    [InlineData(10, "<generator>Syndication</generator>", "")]
    [InlineData(10, "<language>en</language>", "")]
    [InlineData(10, "<description>What is new.</description>", "")]
    [InlineData(10, "<generator>", "<docs>https://docs.example/</docs><generator>")]
    [InlineData(10, "Sat, 13 Aug 2022 09:00:00 GMT", "Thu, 11 Aug 2022 09:00:00 GMT")]
    [InlineData(11, "rel=\"self\"", "rel=\"other\"")]
    [InlineData(11, "rel=\"hub\"", "rel=\"self\"")]
    [InlineData(12, "isPermaLink=\"false\">tag:news.example,2022:plain", "isPermaLink=\"true\">tag:news.example,2022:plain")]
    [InlineData(12, "tag:news.example,2022:plain", "tag:news.example,2022:rich")]
    [InlineData(12, "<guid isPermaLink=\"false\">tag:news.example,2022:plain</guid>", "")]
    [InlineData(13, "Mon, 01 Aug 2022 06:00:00 GMT", "Mon, 01 Aug 2022 06:00:00 Z")]
    [InlineData(13, "Mon, 01 Aug 2022 06:00:00 GMT", "Tue, 01 Aug 2022 06:00:00 GMT")]
    [InlineData(14, "<title>Plain post</title>", "<title>Plain post</title><author>Nobody</author>")]
    [InlineData(14, "<dc:creator>Li Wei</dc:creator>", "<dc:creator></dc:creator>")]
    [InlineData(14, "desk@news.example (News Desk)", "News Desk")]
    [InlineData(15, "<description>Nothing special.</description>", "<description>Nothing special, but at some more length than in the summary.</description>")]
    [InlineData(15, "<title>Plain post</title>", "<title>Plain post</title><content:encoded>x</content:encoded>")]
    [InlineData(16, "<title>Plain post</title>", "<title>Plain post</title><enclosure url=\"https://a.example/a.mp3\" type=\"audio/mpeg\" />")]
    [InlineData(16, "<title>Plain post</title>", "<title>Plain post</title><enclosure url=\"https://a.example/a.mp3\" length=\"5\" />")]
    [InlineData(16, "<title>Plain post</title>", "<title>Plain post</title><enclosure url=\"https://a.example/a.mp3\" length=\"5\" type=\"audio/mpeg\" /><enclosure url=\"https://a.example/b.mp3\" length=\"5\" type=\"audio/mpeg\" />")]
    [InlineData(16, " type=\"image/webp\"", "")]
    [InlineData(17, "<category domain=\"https://news.example/tags/\">C#", "<category>C#")]
    [InlineData(17, ">C#</category>", "></category>")]
    [InlineData(18, "logo%20big.png</url>\n      <title>News &amp; Views", "logo%20big.png</url>\n      <title>Logo")]
    [InlineData(18, "      <link>https://news.example/</link>\n    </image>", "      <link>https://other.example/</link>\n    </image>")]
    [InlineData(10, "<language>en</language>", "<language>plain English</language>")]
    [InlineData(10, "<channel>\n", "<channel>text\n")]
    [InlineData(11, "https://hub2.example/?x=1&amp;y=2", "https://hub.example/")]
    [InlineData(23, "https://news.example/feeds/all/archive/3.rss", "https://news.example/feeds/all.rss")]
    public void Fault_of_rss_is_found(int rule, string good, string bad) => Finds(FeedFormat.Rss, rule, good, bad);

    [Theory]
    [InlineData(1, "encoding=\"utf-8\"", "encoding=\"us-ascii\"")]
    [InlineData(2, "</feed>", "")]
    [InlineData(3, "Plain post", "Plain&#x0; post")]
    [InlineData(4, "<feed ", "<feed xml:base=\"https://news.example/\" ")]
    [InlineData(6, "&lt;em&gt;", "&lt;form&gt;&lt;em&gt;")]
    [InlineData(7, "href=\"https://hub.example/\"", "href=\"hub\"")]
    [InlineData(8, "<title type=\"text\">Plain", "<title type=\"html\">Plain")]
    [InlineData(8, "Salt &amp; iron", "Salt &amp;quot; iron")]
    [InlineData(9, "mehr&lt;/a&gt;&lt;/p&gt;", "mehr&lt;/a&gt;&lt;p title='")]
    [InlineData(12, "tag:news.example,2022:plain", "tag:news.example,2022:rich")]
    [InlineData(13, "2022-08-01T06:00:00Z</updated>", "2022-08-01T06:00:00.5Z</updated>")]
    [InlineData(13, "2022-08-01T06:00:00Z</updated>", "2022-08-01T08:00:00+02:00</updated>")]
    [InlineData(19, "<id>tag:news.example,2022:feeds/all</id>", "")]
    [InlineData(19, "<generator>Syndication</generator>", "<generator>Syndication</generator><lastBuildDate>x</lastBuildDate>")]
    [InlineData(19, "<name>Li Wei</name>", "<name></name>")]
    [InlineData(19, "zoe@news.example", "nobody")]
    [InlineData(20, "<updated>2022-08-13T09:00:00Z</updated>\n  <author>", "<updated>2022-08-14T09:00:00Z</updated>\n  <author>")]
    [InlineData(20, "rel=\"self\"", "rel=\"other\"")]
    [InlineData(20, "rel=\"hub\"", "rel=\"self\"")]
    [InlineData(20, "<id>tag:news.example,2022:feeds/all</id>", "<id>not a uri</id>")]
    [InlineData(21, "<published>2022-08-01T06:00:00Z</published>", "<published>2022-08-02T06:00:00Z</published>")]
    [InlineData(21, "<published>2022-08-01T06:00:00Z</published>", "")]
    [InlineData(21, "<summary type=\"text\">Nothing special.</summary>", "")]
    [InlineData(21, "<content type=\"html\">", "<content type=\"xhtml\">")]
    [InlineData(21, " label=\"C#\"", "")]
    [InlineData(21, " term=\"c-sharp\"", "")]
    [InlineData(21, "<link href=\"https://news.example/plain\" rel=\"alternate\" type=\"text/html\" />", "")]
    [InlineData(16, "<link href=\"https://news.example/plain\"", "<link rel=\"enclosure\" type=\"audio/mpeg\" href=\"https://a.example/a.mp3\" /><link href=\"https://news.example/plain\"")]
    [InlineData(16, "<link href=\"https://news.example/plain\"", "<link rel=\"enclosure\" length=\"5\" href=\"https://a.example/a.mp3\" /><link href=\"https://news.example/plain\"")]
    [InlineData(19, "<entry>", "<entry>text")]
    [InlineData(19, "xml:lang=\"en\"", "xml:lang=\"plain English\"")]
    [InlineData(19, "<subtitle type=\"text\">", "<subtitle type=\"markdown\">")]
    [InlineData(21, "xml:lang=\"de\"", "xml:lang=\"-\"")]
    [InlineData(23, "https://news.example/feeds/all/archive/3.atom", "https://news.example/feeds/all.atom")]
    [InlineData(24, "mehr&lt;/a&gt;&lt;/p&gt;", "mehr&lt;/a&gt;&lt;/p&gt;&lt;aside&gt;&lt;p&gt;&lt;strong&gt;Correction (&lt;time datetime=\"2022-08-13\"&gt;x&lt;/time&gt;):&lt;/strong&gt; y&lt;/p&gt;&lt;/aside&gt;")]
    [InlineData(24, "&lt;p&gt;Salz", "&lt;aside&gt;&lt;p&gt;&lt;strong&gt;Correction (&lt;time datetime=\"2022-08-14\"&gt;x&lt;/time&gt;):&lt;/strong&gt; y&lt;/p&gt;&lt;/aside&gt;&lt;p&gt;Salz")]
    [InlineData(23, "rel=\"license\"", "rel=\"next-archive\"")]
    [InlineData(23, "rel=\"license\"", "rel=\"current\"")]
    public void Fault_of_atom_is_found(int rule, string good, string bad) => Finds(FeedFormat.Atom, rule, good, bad);

    [Fact]
    public void Image_may_stand_before_the_title_that_it_repeats()
    {
        var text = Encoding.UTF8.GetString(RssWriter.Write(SampleFeed.Document));
        var start = text.IndexOf("    <image>", StringComparison.Ordinal);
        var end = text.IndexOf("</image>\n", StringComparison.Ordinal) + "</image>\n".Length;
        var moved = text.Remove(start, end - start).Replace("<channel>\n", "<channel>\n" + text[start..end], StringComparison.Ordinal);

        Assert.Empty(FeedLint.Check(Encoding.UTF8.GetBytes(moved), FeedFormat.Rss));
    }

    [Fact]
    public void Archive_page_without_a_way_back_is_found() =>
        Finds(FeedFormat.Atom, 23, "rel=\"current\"", "rel=\"related\"", SampleFeed.ArchivePage);

    [Fact]
    public void Entry_without_any_author_is_found()
    {
        var text = Encoding.UTF8.GetString(AtomWriter.Write(SampleFeed.Document));
        var start = text.IndexOf("  <author>", StringComparison.Ordinal);
        var end = text.IndexOf("</author>\n", StringComparison.Ordinal) + 10;

        Assert.Contains(FeedLint.Check(Encoding.UTF8.GetBytes(text.Remove(start, end - start)), FeedFormat.Atom), finding => finding.Rule == 21);
    }

    [Theory]
    [InlineData(1, "{\n", "{\r\n")]
    [InlineData(3, "Plain post", "Plain\\u0001 post")]
    [InlineData(3, "Plain post", "Plain\\uD800 post")]
    [InlineData(6, "<em>", "<object><em>")]
    [InlineData(7, "\"url\": \"https://news.example/plain\"", "\"url\": \"/plain\"")]
    [InlineData(7, "\\\"https://news.example/a?", "\\\"a?")]
    [InlineData(8, "Salt & iron", "Salt &amp; iron")]
    [InlineData(9, "mehr</a></p>", "mehr</a")]
    [InlineData(12, "tag:news.example,2022:plain", "tag:news.example,2022:rich")]
    [InlineData(25, "version/1.1", "version/1")]
    [InlineData(25, "\"id\": \"tag:news.example,2022:plain\"", "\"id\": 7")]
    [InlineData(25, "2022-08-01T06:00:00.000Z\",\n      \"date_m", "2022-08-01 06:00\",\n      \"date_m")]
    [InlineData(25, "2022-08-01T06:00:00.000Z\",\n      \"date_m", "2022-08-01T06:00:00.000\",\n      \"date_m")]
    [InlineData(25, "2022-08-01T06:00:00.000Z\",\n      \"date_m", "2022-08-02T06:00:00.000Z\",\n      \"date_m")]
    [InlineData(25, "\"type\": \"WebSub\",", "")]
    [InlineData(25, "\"content_html\": \"<p>Noth", "\"content\": \"<p>Noth")]
    [InlineData(25, "\"tags\": [", "\"tags\": [ 1,")]
    [InlineData(25, "\"authors\": [", "\"authors\": [ \"me\",")]
    [InlineData(25, "\"title\": \"Plain post\",", "\"title\": \"Plain post\", \"title\": \"Plain post\",")]
    [InlineData(25, "\"summary\": \"Nothing special.\"", "\"summary\": \"Nothing special, but at some more length than in the summary.\"")]
    [InlineData(25, "\"language\": \"en\",", "")]
    [InlineData(25, "  ]\n}\n", "  ]\n")]
    [InlineData(25, "  ]\n}\n", "  ]\n}\n}")]
    [InlineData(7, "\"tags\": [", "\"attachments\": [ { \"url\": \"/a.mp3\", \"mime_type\": \"audio/mpeg\" } ], \"tags\": [")]
    [InlineData(16, "\"tags\": [", "\"attachments\": [ { \"url\": \"https://a.example/a.mp3\" } ], \"tags\": [")]
    [InlineData(16, "\"tags\": [", "\"attachments\": [ { \"url\": \"https://a.example/a.mp3\", \"mime_type\": \"audio/mpeg\", \"size_in_bytes\": \"5\" } ], \"tags\": [")]
    [InlineData(25, "\"language\": \"en\",", "\"language\": \"plain English\",")]
    [InlineData(25, "\"language\": \"en\",", "\"language\": \"en\", \"expired\": 7,")]
    public void Fault_of_json_is_found(int rule, string good, string bad) => Finds(FeedFormat.Json, rule, good, bad);

    [Theory, MemberData(nameof(Formats))]
    public void Byte_order_mark_is_found(FeedFormat format)
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. FeedWriter.Write(SampleFeed.Document, format)];

        Assert.Contains(FeedLint.Check(bytes, format), finding => finding.Rule == 1);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Bytes_that_are_not_utf8_are_found_where_they_are(FeedFormat format)
    {
        var bytes = FeedWriter.Write(SampleFeed.Document, format);
        var at = bytes.AsSpan().IndexOf("Plain post"u8);
        bytes[at] = 0xE4;

        var finding = FeedLint.Check(bytes, format).First(found => found.Rule == 1);
        Assert.Equal(bytes.AsSpan(0, at).Count((byte)'\n') + 1, finding.Line);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Bytes_of_anything_else_are_no_feed(FeedFormat format)
    {
        foreach (var text in new[] { "", " ", "x", "{}", "[]", "<a/>", "<rss/>", "<feed/>", "<rss version=\"2.0\"/>", "{\"items\":7}", "null" })
            Assert.False(FeedLint.Passes(FeedLint.Check(Encoding.UTF8.GetBytes(text), format)), text);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Cut_document_never_passes(FeedFormat format)
    {
        var bytes = FeedWriter.Write(SampleFeed.Document, format);

        for (var length = 0; length < bytes.Length - 1; length += 7)
            Assert.False(FeedLint.Passes(FeedLint.Check(bytes[..length], format)));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Damaged_bytes_are_never_too_much(FeedFormat format)
    {
        var good = FeedWriter.Write(SampleFeed.Document, format);
        for (var at = 0; at < good.Length; at += 3)
        {
            foreach (var damage in new byte[] { 0, (byte)'<', (byte)'"', 0xFF })
            {
                var bytes = good.ToArray();
                bytes[at] = damage;
                Assert.NotNull(FeedLint.Check(bytes, format));
            }
        }
    }

    [Fact]
    public void Warnings_never_hide_an_error()
    {
        var doubtful = Enumerable.Range(0, 300).Select(i => SampleFeed.Plain with { Id = FormattableString.Invariant($"tag:x,2022:{i}"), Title = "A &amp; B" });
        var bytes = RssWriter.Write(SampleFeed.Document with { Entries = [.. doubtful, SampleFeed.Plain with { ContentHtml = "<script></script>" }] });

        Assert.False(FeedLint.Passes(FeedLint.Check(bytes, FeedFormat.Rss)));
    }

    [Fact]
    public void Title_that_looks_escaped_twice_is_only_a_warning()
    {
        var bytes = RssWriter.Write(SampleFeed.With(SampleFeed.Plain with { Title = "What &amp; means" }));

        var finding = Assert.Single(FeedLint.Check(bytes, FeedFormat.Rss));
        Assert.Equal(ProblemSeverity.Warning, finding.Severity);
        Assert.True(FeedLint.Passes([finding]));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Place_of_a_fault_is_given(FeedFormat format)
    {
        var bytes = FeedWriter.Write(SampleFeed.With(SampleFeed.Plain with { ContentHtml = "<p><iframe></iframe></p>" }), format);

        var finding = Assert.Single(FeedLint.Check(bytes, format));
        var line = Encoding.UTF8.GetString(bytes).Split('\n')[finding.Line - 1];
        Assert.Contains("iframe", line, StringComparison.Ordinal);
        Assert.InRange(finding.Column, 1, line.Length);
    }

    private static void Finds(FeedFormat format, int rule, string good, string bad, FeedDocument? document = null)
    {
        var text = Encoding.UTF8.GetString(FeedWriter.Write(document ?? SampleFeed.Document, format));
        var at = text.LastIndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, "The feed holds no " + good);
        var mutant = string.Concat(text.AsSpan(0, at), bad, text.AsSpan(at + good.Length));

        var findings = FeedLint.Check(Encoding.UTF8.GetBytes(mutant), format);

        Assert.Contains(findings, finding => finding.Rule == rule);
    }
}
