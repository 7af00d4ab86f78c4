using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Rules 1 to 9: what holds in every format.</summary>
public sealed class FeedWriterTests
{
    public static TheoryData<FeedFormat> Formats => new(Enum.GetValues<FeedFormat>());

    public static TheoryData<FeedFormat> XmlFormats => [FeedFormat.Rss, FeedFormat.Atom];

    [Theory, MemberData(nameof(Formats))]
    public void Bytes_are_those_that_were_approved(FeedFormat format)
    {
        var expected = Path.Combine(Folder(), "expected", "sample" + format.FileExtension());

        Assert.Equal(File.ReadAllText(expected), Text(SampleFeed.Document, format));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Bytes_are_utf8_without_a_mark_and_lines_end_in_lf(FeedFormat format)
    {
        var bytes = FeedWriter.Write(SampleFeed.With(SampleFeed.Plain with { ContentHtml = "a\r\nb\rc", Summary = "x\r\ny" }), format);

        Assert.NotEqual(0xEF, bytes[0]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain("&#xD;", new UTF8Encoding(false, true).GetString(bytes), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(XmlFormats))]
    public void Declaration_says_utf8(FeedFormat format) =>
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n", Text(SampleFeed.Document, format), StringComparison.Ordinal);

    [Theory, MemberData(nameof(XmlFormats))]
    public void Parser_without_dtds_takes_every_feed(FeedFormat format)
    {
        using var stream = new MemoryStream(FeedWriter.Write(SampleFeed.ArchivePage, format));
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });

        while (reader.Read())
            Assert.NotEqual(XmlNodeType.CDATA, reader.NodeType);
        Assert.True(reader.EOF);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Characters_that_xml_lacks_are_removed_everywhere(FeedFormat format)
    {
        const string Bad = "a\u0000\u0008\u000B\u001F\uFFFE\uFFFFb\uD800c\uDC00d";
        var entry = SampleFeed.Rich with
        {
            Id = "tag:x,2022:" + Bad,
            Title = Bad,
            Summary = Bad + ".",
            ContentHtml = "<p>" + Bad + "</p>",
            Authors = [new(Bad)],
            Tags = [new(Bad, "slug")],
            Image = new("https://news.example/a.png", Bad),
        };

        var bytes = FeedWriter.Write(SampleFeed.With(entry) with { Title = Bad, Description = Bad }, format);

        Assert.DoesNotContain(FeedLint.Check(bytes, format), finding => finding.Rule <= 5);
        Assert.Contains("abcd", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Characters_outside_the_basic_plane_survive(FeedFormat format)
    {
        var title = format switch
        {
            FeedFormat.Rss => XmlOf.Item(SampleFeed.Plain with { Title = "🙂 𝔘 日本" }).Element("title")!.Value,
            FeedFormat.Atom => XmlOf.Entry(SampleFeed.Plain with { Title = "🙂 𝔘 日本" }).Element(XmlOf.Atom + "title")!.Value,
            _ => XmlOf.JsonItem(SampleFeed.Plain with { Title = "🙂 𝔘 日本" }).GetProperty("title").GetString(),
        };

        Assert.Equal("🙂 𝔘 日本", title);
    }

    [Theory, MemberData(nameof(XmlFormats))]
    public void Prefixes_are_declared_once_on_the_root(FeedFormat format)
    {
        var root = XmlOf.Root(FeedWriter.Write(SampleFeed.ArchivePage, format));

        Assert.Contains(root.Attributes(), attribute => attribute.IsNamespaceDeclaration);
        Assert.DoesNotContain(root.Descendants().Attributes(), attribute => attribute.IsNamespaceDeclaration);
        Assert.DoesNotContain("a10", Text(SampleFeed.ArchivePage, format), StringComparison.Ordinal);
        Assert.Empty(root.DescendantsAndSelf().Attributes(XNamespace.Xml + "base"));
    }

    [Theory, MemberData(nameof(XmlFormats))]
    public void Cdata_in_a_post_is_text(FeedFormat format) =>
        Assert.DoesNotContain("<![CDATA[", Text(SampleFeed.With(SampleFeed.Plain with { ContentHtml = "<p><![CDATA[x]]></p>" }), format), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Formats))]
    public void Bytes_are_the_same_in_every_culture(FeedFormat format)
    {
        var expected = FeedWriter.Write(SampleFeed.Document, format);
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "tr-TR", "ar-SA", "th-TH", "fa-IR", "de-DE" })
            {
                Thread.CurrentThread.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                Assert.Equal(expected, FeedWriter.Write(SampleFeed.Document, format));
            }
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Offset_of_a_time_does_not_change_the_bytes(FeedFormat format)
    {
        var shifted = SampleFeed.Document with
        {
            Updated = SampleFeed.Document.Updated.ToOffset(TimeSpan.FromHours(9)),
            Entries = [.. SampleFeed.Document.Entries.Select(entry => entry with { Published = entry.Published.ToOffset(TimeSpan.FromHours(-7)), Updated = entry.Updated.ToOffset(TimeSpan.FromMinutes(330)) })],
        };

        Assert.Equal(FeedWriter.Write(SampleFeed.Document, format), FeedWriter.Write(shifted, format));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Address_of_a_post_keeps_its_text_fragment(FeedFormat format) =>
        Assert.Contains("https://news.example/rich#:~:text=Salt%20%26%20iron", Text(SampleFeed.Document, format), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Formats))]
    public void Addresses_are_percent_encoded(FeedFormat format)
    {
        var text = Text(SampleFeed.With(SampleFeed.Plain with { Url = "https://bücher.example/über uns/100%?q=a|b" }), format);

        Assert.Contains("https://xn--bcher-kva.example/%C3%BCber%20uns/100%25?q=a%7Cb", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Formats))]
    public void Identity_of_a_post_is_the_same_in_all_formats(FeedFormat format) =>
        Assert.Contains("tag:news.example,2022:rich", Text(SampleFeed.Document, format), StringComparison.Ordinal);

    [Theory, MemberData(nameof(Formats))]
    public void Feed_without_entries_is_good(FeedFormat format) =>
        Assert.Empty(FeedLint.Check(FeedWriter.Write(SampleFeed.Document with { Entries = [] }, format), format));

    [Theory, MemberData(nameof(Formats))]
    public void Feed_with_the_least_there_can_be_is_good(FeedFormat format)
    {
        var document = SampleFeed.With(SampleFeed.Plain with { ContentHtml = null }) with
        {
            Author = null,
            Hubs = [],
            ImageUrl = null,
            LicenseUrl = null,
            PageUrl = null,
            PreviousArchiveUrls = SampleFeed.Document.PreviousArchiveUrls.Clear(),
        };

        Assert.Empty(FeedLint.Check(FeedWriter.Write(document, format), format));
    }

    private static string Text(FeedDocument document, FeedFormat format) => Encoding.UTF8.GetString(FeedWriter.Write(document, format));

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
