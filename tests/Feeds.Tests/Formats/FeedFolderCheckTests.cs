using System.Text;
using System.Text.Json;
using Syndication.Feeds.Content.Checking;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Formats.Checking;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>What <c>check --feeds</c> says of a folder, whoever wrote it.</summary>
public sealed class FeedFolderCheckTests : IDisposable
{
    private static readonly System.Collections.Immutable.ImmutableSortedDictionary<FeedFormat, string> NoUrls = System.Collections.Immutable.ImmutableSortedDictionary<FeedFormat, string>.Empty;

    private readonly TemporaryFolder folder = new();

    public FeedFolderCheckTests()
    {
        foreach (var format in Enum.GetValues<FeedFormat>())
        {
            Save("all" + format.FileExtension(), FeedWriter.Write(SampleFeed.Document, format));
            Save("all/archive/3" + format.FileExtension(), FeedWriter.Write(SampleFeed.ArchivePage with { PreviousArchiveUrls = NoUrls }, format));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Good_folder_has_no_findings()
    {
        Save("retired.json", "[]"u8);
        Save("sitemap.xml", "<urlset/>"u8);

        Assert.Equal((6, 0), (Check().Files, Check().Findings.Length));
    }

    [Theory]
    [InlineData("index.xml", FeedFormat.Rss)]
    [InlineData("feed.xml", FeedFormat.Atom)]
    [InlineData("feed/feed.json", FeedFormat.Json)]
    public void Feeds_are_known_by_what_they_hold(string path, FeedFormat format)
    {
        Save(path, Encoding.UTF8.GetBytes(Text(FeedWriter.Write(SampleFeed.Document, format)).Replace("feeds/all" + format.FileExtension(), "feeds/" + path, StringComparison.Ordinal)
            .Replace("Plain post", "Plain\u0001 post", StringComparison.Ordinal)));

        Assert.Equal(7, Check().Files);
        Assert.All(Check().Findings, found => Assert.Equal(path, found.File));
        Assert.Contains(Check().Findings, found => found.Finding.Rule == 3);
    }

    [Fact]
    public void Two_feeds_with_one_address_are_found()
    {
        Save("copy.rss", RssWriter.Write(SampleFeed.Document));

        Assert.Equal(("copy.rss", 11), Only());
    }

    [Fact]
    public void Entries_with_another_identity_in_another_format_are_found()
    {
        Save("all.json", Encoding.UTF8.GetBytes(Text(JsonFeedWriter.Write(SampleFeed.Document)).Replace("tag:news.example,2022:plain", "tag:news.example,2022:other", StringComparison.Ordinal)));

        Assert.Contains(Check().Findings, found => found.Finding.Rule == 12);
    }

    [Fact]
    public void Missing_archive_page_is_found()
    {
        File.Delete(folder.PathOf("all/archive/3.atom"));

        Assert.Equal(("all.atom", 23), Only());
    }

    [Fact]
    public void Entry_on_two_archive_pages_is_found()
    {
        var second = SampleFeed.ArchivePage with { SelfUrls = SampleFeed.Urls("https://news.example/feeds/all/archive/4"), PreviousArchiveUrls = NoUrls };
        Save("all/archive/4.atom", AtomWriter.Write(second));

        Assert.All(Check().Findings, found => Assert.Equal(("all/archive/4.atom", 23), (found.File, found.Finding.Rule)));
        Assert.Equal(2, Check().Errors);
    }

    [Fact]
    public void Report_names_file_line_and_rule_in_each_form()
    {
        Save("copy.rss", RssWriter.Write(SampleFeed.Document));

        Assert.StartsWith("copy.rss:1:1: error rule 11: ", Printed(CheckFormat.Text), StringComparison.Ordinal);
        Assert.EndsWith("7 feeds, 1 errors, 0 warnings.\n", Printed(CheckFormat.Text), StringComparison.Ordinal);
        Assert.StartsWith("::error file=copy.rss,line=1,col=1,title=rule 11::", Printed(CheckFormat.GitHub), StringComparison.Ordinal);
        var finding = JsonDocument.Parse(Printed(CheckFormat.Json)).RootElement.GetProperty("findings")[0];
        Assert.Equal(("copy.rss", 11, "error"), (finding.GetProperty("file").GetString(), finding.GetProperty("rule").GetInt32(), finding.GetProperty("severity").GetString()));
    }

    private (string File, int Rule) Only()
    {
        var found = Assert.Single(Check().Findings);
        return (found.File, found.Finding.Rule);
    }

    private FeedFolderReport Check() => FeedFolderCheck.Check(folder.PathOf(""), TestContext.Current.CancellationToken);

    private string Printed(CheckFormat format)
    {
        using var output = new MemoryStream();
        FeedReportWriter.Write(Check(), format, output);
        return Text(output.ToArray());
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private void Save(string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.PathOf(path))!);
        File.WriteAllBytes(folder.PathOf(path), bytes);
    }
}
