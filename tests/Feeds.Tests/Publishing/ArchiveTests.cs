using System.Text.Json;
using System.Xml.Linq;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>Rule 23: archive pages (RFC 5005 §4).</summary>
public sealed class ArchiveTests : IDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private readonly TemporaryFolder folder = new();
    private ContentPipeline pipeline;
    private int maxEntries = 4;

    public ArchiveTests() => pipeline = Start();

    public void Dispose()
    {
        pipeline.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task No_page_closes_while_the_feed_holds_every_post()
    {
        Save(1, 4);
        var pass = await RunAsync();

        Assert.DoesNotContain(pass.Written, path => path.Contains("archive", StringComparison.Ordinal));
        Assert.Null(Link("all.atom", "prev-archive"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(13)]
    public async Task Pages_hold_each_post_once_and_with_the_feed_every_post(int posts)
    {
        Save(1, posts);
        await RunAsync();

        var archived = new List<string>();
        for (var page = Link("all.atom", "prev-archive"); page is not null; page = Link(FileOf(page), "prev-archive")) archived.AddRange(Titles(FileOf(page)));
        Assert.Equal(archived.Count, archived.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(posts, archived.Union(Titles("all.atom"), StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Pages_are_linked_in_a_chain_and_say_what_they_are()
    {
        Save(1, 9);
        await RunAsync();

        Assert.Equal(Address("all/archive/3.atom"), Link("all.atom", "prev-archive"));
        var page = XDocument.Parse(Read("all/archive/2.atom")).Root!;
        Assert.NotNull(page.Element(History + "archive"));
        Assert.Equal(
            [Address("all/archive/2.atom"), Address("all.atom"), Address("all/archive/1.atom"), Address("all/archive/3.atom")],
            new[] { "self", "current", "prev-archive", "next-archive" }.Select(relation => Link("all/archive/2.atom", relation)));
        Assert.Null(Link("all/archive/1.atom", "prev-archive"));
        Assert.Null(XDocument.Parse(Read("all.atom")).Root!.Element(History + "archive"));
    }

    [Fact]
    public async Task Json_feed_leads_through_its_pages_by_next_url()
    {
        Save(1, 9);
        await RunAsync();

        var titles = new HashSet<string?>(StringComparer.Ordinal);
        string? next = Address("all.json");
        while (next is not null)
        {
            var feed = JsonDocument.Parse(Read(FileOf(next))).RootElement;
            foreach (var item in feed.GetProperty("items").EnumerateArray()) titles.Add(item.GetProperty("title").GetString());
            next = feed.TryGetProperty("next_url", out var url) ? url.GetString() : null;
        }

        Assert.Equal(9, titles.Count);
    }

    [Fact]
    public async Task Rss_page_says_that_it_is_one()
    {
        Save(1, 9);
        await RunAsync();

        var channel = XDocument.Parse(Read("all/archive/2.rss")).Root!.Element("channel")!;
        Assert.NotNull(channel.Element(History + "archive"));
        Assert.Contains(channel.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "prev-archive" && (string?)link.Attribute("href") == Address("all/archive/1.rss"));
    }

    [Fact]
    public async Task One_new_post_writes_the_feed_and_at_most_the_page_that_closes()
    {
        Save(1, 9);
        await RunAsync();
        Save(10);
        Assert.Equal(["all.atom", "all.json", "all.rss"], await WrittenAsync());

        Save(11);
        Assert.Equal(["all.atom", "all.json", "all.rss", "all/archive/4.atom", "all/archive/4.json", "all/archive/4.rss"], await WrittenAsync());
    }

    [Fact]
    public async Task An_edit_never_writes_a_closed_page_again()
    {
        Save(1, 9);
        await RunAsync();
        Save(1, title: "Another title");

        Assert.Equal(["all.atom", "all.json", "all.rss"], (await WrittenAsync()).Append("all.atom").Append("all.json").Append("all.rss").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Contains("Post 1", Titles("all/archive/1.atom"));
    }

    [Theory]
    [InlineData("correction: The dose was wrong.", "The dose was wrong.")]
    [InlineData("retracted: The data were made up.", "The data were made up.")]
    public async Task Correction_or_retraction_reaches_the_page_that_holds_the_post_and_no_other(string field, string text)
    {
        Save(1, 9);
        await RunAsync();
        Save(3, more: field + "\n");
        var written = await WrittenAsync();

        Assert.Contains("all/archive/2.atom", written);
        Assert.DoesNotContain("all/archive/1.atom", written);
        Assert.Contains(text, Read("all/archive/2.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_post_leaves_its_page_and_moves_no_other_post()
    {
        Save(1, 9);
        await RunAsync();
        File.Delete(folder.PathOf("content/1.md"));
        await RunAsync();

        Assert.Equal(["Post 2"], Titles("all/archive/1.atom"));
        Assert.Equal(["Post 4", "Post 3"], Titles("all/archive/2.atom"));
    }

    [Fact]
    public async Task An_old_post_that_gets_a_tag_comes_after_what_the_tag_already_holds()
    {
        for (var number = 1; number <= 9; number++) Save(number, tags: number == 1 ? "" : "heart");
        await RunAsync();
        var closed = Read("tags/heart/archive/1.atom");
        Save(1, tags: "heart");
        await RunAsync();

        Assert.Equal(closed, Read("tags/heart/archive/1.atom"));
        Assert.Contains("Post 1", Titles("tags/heart.atom"));
    }

    [Fact]
    public async Task A_page_outlives_a_restart_an_upgrade_and_a_longer_feed()
    {
        Save(1, 9);
        await RunAsync();
        var closed = Read("all/archive/3.atom");
        Save(1, title: "Another title");
        maxEntries = 6;
        Restart();
        var pass = await RunAsync();

        Assert.DoesNotContain(pass.Written, path => path.Contains("archive", StringComparison.Ordinal));
        Assert.Equal(closed, Read("all/archive/3.atom"));
        Assert.Equal(Address("all/archive/3.atom"), Link("all.atom", "prev-archive"));
    }

    [Fact]
    public async Task A_torn_page_is_found_and_written_again_at_the_start()
    {
        Save(1, 9);
        await RunAsync();
        var closed = Read("all/archive/2.atom");
        File.WriteAllText(folder.PathOf("out/all/archive/2.atom"), closed[..100]);
        Restart();
        await RunAsync();

        Assert.Equal(closed, Read("all/archive/2.atom"));
    }

    [Fact]
    public async Task Nothing_is_written_twice_over_a_restart()
    {
        Save(1, 9);
        await RunAsync();
        Restart();

        Assert.Empty((await RunAsync()).Written);
    }

    [Fact]
    public async Task A_broken_file_leaves_its_page_as_it_is()
    {
        Save(1, 9);
        await RunAsync();
        folder.Write("content/1.md", "---\ntitle: [unclosed\n---\n");
        Restart();
        await RunAsync();

        Assert.Contains("Post 1", Titles("all/archive/1.atom"));
    }

    [Fact]
    public async Task Pages_are_taken_back_when_archives_are_switched_off()
    {
        Save(1, 9);
        await RunAsync();
        pipeline.Dispose();
        pipeline = Start(pageSize: 0);
        await RunAsync();

        Assert.False(Directory.Exists(folder.PathOf("out/all")));
        Assert.DoesNotContain(pipeline.Manifest.Files.Keys, path => path.Contains("archive", StringComparison.Ordinal));
        Assert.Null(Link("all.atom", "prev-archive"));
    }

    private Task<ContentPass> RunAsync() => pipeline.RunAsync(null, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string>> WrittenAsync() =>
        (await RunAsync()).Written.Where(path => path.StartsWith("all", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private string Read(string path) => File.ReadAllText(folder.PathOf("out/" + path));

    private IEnumerable<string> Titles(string path) => XDocument.Parse(Read(path)).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value);

    private string? Link(string path, string relation) =>
        (string?)XDocument.Parse(Read(path)).Root!.Elements(Atom + "link").SingleOrDefault(link => (string?)link.Attribute("rel") == relation)?.Attribute("href");

    private static string Address(string path) => "https://news.example.org/feeds/" + path;

    private static string FileOf(string address) => address["https://news.example.org/feeds/".Length..];

    private void Save(int first, int last)
    {
        for (var number = first; number <= last; number++) Save(number);
    }

    private void Save(int number, string? title = null, string tags = "", string more = "") =>
        folder.Write($"content/{number}.md", $"---\ntitle: {title ?? $"Post {number}"}\ndate: 2026-01-{number:00}\ntags: [{tags}]\n{more}---\nText of {number}.\n");

    private void Restart()
    {
        pipeline.Dispose();
        pipeline = Start();
    }

    private ContentPipeline Start(int pageSize = 2) => Pipelines.Create(
        ContentIn(folder.PathOf("content")),
        FeedsIn(folder.PathOf("out")) with { MaxEntries = maxEntries, ArchivePageSize = pageSize },
        new LedgerFileStore(folder.PathOf("out/ledger.json")));
}
