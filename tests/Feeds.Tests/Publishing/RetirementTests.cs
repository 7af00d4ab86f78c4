using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>Rule 27: what becomes of feeds without posts.</summary>
public sealed class RetirementTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private ContentPipeline pipeline;

    public RetirementTests() => pipeline = Start();

    public void Dispose()
    {
        pipeline.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_feed_whose_last_post_went_stays_empty_and_valid()
    {
        Save("a.md", "heart");
        await RunAsync();
        Save("a.md", "lung");
        await RunAsync();

        Assert.DoesNotContain("<entry", File.ReadAllText(folder.PathOf("out/tags/heart.atom")), StringComparison.Ordinal);
        Assert.Null(Find("tags/heart.atom"));
        Assert.Contains("tags/heart.atom", pipeline.Manifest.Files.Keys);
    }

    [Fact]
    public async Task A_tag_that_gets_another_slug_leaves_its_feeds_with_the_new_address()
    {
        Save("a.md", "C++");
        await RunAsync();
        await RestartAsync(slugs: ("C++", "cpp"));

        Assert.Equal(new FeedAnswer(301, "tags/cpp.rss"), Find("tags/c.rss"));
        Assert.Equal(new FeedAnswer(301, "tags/cpp"), Find("tags/c"));
        Assert.False(File.Exists(folder.PathOf("out/tags/c.rss")));
        Assert.Contains("Text", File.ReadAllText(folder.PathOf("out/tags/cpp.rss")), StringComparison.Ordinal);
        Assert.DoesNotContain("tags/c.atom", File.ReadAllText(folder.PathOf("out/opml.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renamed_tag_is_remembered_when_nothing_says_so_any_more()
    {
        Save("a.md", "C++");
        await RunAsync();
        await RestartAsync(slugs: ("C++", "cpp"));
        await RestartAsync();

        Assert.Equal(301, Find("tags/c.rss")?.Status);
        Assert.Null(Find("tags/cpp.rss"));
    }

    [Fact]
    public async Task Two_renames_lead_to_the_last_one_at_once()
    {
        Save("a.md", "C++");
        await RunAsync();
        await RestartAsync(slugs: ("C++", "cpp"));
        await RestartAsync(slugs: ("C++", "c-plus-plus"));

        Assert.Equal("tags/c-plus-plus.json", Find("tags/c.json")?.Path);
        Assert.Equal("tags/c-plus-plus.json", Find("tags/cpp.json")?.Path);
    }

    [Fact]
    public async Task A_rename_taken_back_brings_the_feed_back()
    {
        Save("a.md", "C++");
        await RunAsync();
        await RestartAsync(slugs: ("C++", "cpp"));
        await RestartAsync(slugs: ("C++", "c"));

        Assert.Null(Find("tags/c.rss"));
        Assert.Equal("tags/c.rss", Find("tags/cpp.rss")?.Path);
        Assert.True(File.Exists(folder.PathOf("out/tags/c.rss")));
    }

    [Fact]
    public async Task No_other_tag_gets_the_slug_of_a_retired_feed()
    {
        Save("a.md", "C++");
        await RunAsync();
        await RestartAsync(slugs: ("C++", "cpp"));
        Save("b.md", "C");
        await RunAsync();

        Assert.Equal(301, Find("tags/c.rss")?.Status);
        Assert.Contains("tags/c-2.rss", pipeline.Manifest.Files.Keys);
    }

    [Fact]
    public async Task A_kind_of_feed_that_is_switched_off_is_gone_until_it_is_switched_on()
    {
        Save("a.md", "heart");
        await RunAsync();
        await RestartAsync(byTag: false);
        Assert.Equal(new FeedAnswer(410, null), Find("tags/heart.rss"));
        Assert.False(File.Exists(folder.PathOf("out/tags/heart.rss")));

        await RestartAsync();
        Assert.Null(Find("tags/heart.rss"));
        Assert.Contains("Text", File.ReadAllText(folder.PathOf("out/tags/heart.rss")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_may_be_retired_by_configuration()
    {
        Save("a.md", "heart, flu, covid");
        await RunAsync();
        await RestartAsync(retired: new() { ["tags/flu"] = "tags/heart", ["tags/covid"] = null, ["tags/of-the-old-site"] = "all" });

        Assert.Equal(new FeedAnswer(301, "tags/heart.atom"), Find("tags/flu.atom"));
        Assert.Equal(new FeedAnswer(410, null), Find("tags/covid.atom"));
        Assert.Equal(new FeedAnswer(301, "all.rss"), Find("tags/of-the-old-site.rss"));
    }

    [Fact]
    public async Task A_circle_of_renames_ends()
    {
        Save("a.md", "heart");
        await RunAsync();
        await RestartAsync(retired: new() { ["tags/x"] = "tags/y", ["tags/y"] = "tags/x" });

        Assert.Equal(410, Find("tags/x.rss")?.Status);
    }

    [Fact]
    public async Task A_folder_served_without_the_program_says_the_same()
    {
        Save("a.md", "C++, flu");
        await RunAsync();
        Assert.False(File.Exists(folder.PathOf("out/retired.json")));
        await RestartAsync(slugs: ("C++", "cpp"), retired: new() { ["tags/flu"] = null });

        var nginx = File.ReadAllText(folder.PathOf("out/retired.nginx.conf"));
        Assert.Contains("\"/feeds/tags/c.rss\" \"https://news.example.org/feeds/tags/cpp.rss\";", nginx, StringComparison.Ordinal);
        Assert.Contains("\"/feeds/tags/flu\" 1;", nginx, StringComparison.Ordinal);
        Assert.Contains("redir \"/feeds/tags/c\" \"https://news.example.org/feeds/tags/cpp\" 301", File.ReadAllText(folder.PathOf("out/retired.caddy")), StringComparison.Ordinal);
        Assert.Contains("\"status\": 410", File.ReadAllText(folder.PathOf("out/retired.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_switched_off_leaves_no_file_that_nobody_renews()
    {
        Save("a.md", "heart");
        await RunAsync();
        pipeline.Dispose();
        pipeline = Start(formats: [Syndication.Feeds.Formats.FeedFormat.Atom]);
        await RunAsync();

        Assert.False(File.Exists(folder.PathOf("out/all.rss")));
        Assert.Equal(["all.atom", "opml.xml", "tags/heart.atom"], pipeline.Manifest.Files.Keys.Order(StringComparer.Ordinal));
    }

    private FeedAnswer? Find(string path) => RetiredFeeds.Find(path, pipeline.Ledger, pipeline.Manifest, FeedsIn(folder.PathOf("out")));

    private Task<ContentPass> RunAsync() => pipeline.RunAsync(null, TestContext.Current.CancellationToken);

    private void Save(string name, string tags) => folder.Write("content/" + name, $"---\ntitle: {name}\ndate: 2026-01-01\ntags: [{tags}]\n---\nText.\n");

    private Task RestartAsync((string Tag, string Slug)? slugs = null, bool byTag = true, Dictionary<string, string?>? retired = null)
    {
        pipeline.Dispose();
        pipeline = Start(slugs, byTag, retired);
        return RunAsync();
    }

    private ContentPipeline Start(
        (string Tag, string Slug)? slugs = null, bool byTag = true, Dictionary<string, string?>? retired = null, Syndication.Feeds.Formats.FeedFormat[]? formats = null)
    {
        var feeds = FeedsIn(folder.PathOf("out"));
        return Pipelines.Create(
            ContentIn(folder.PathOf("content")) with { TagSlugs = slugs is var (tag, slug) ? new Dictionary<string, string>(StringComparer.Ordinal) { [tag] = slug } : [] },
            feeds with { ByTag = byTag, Retired = (retired ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal), Formats = formats ?? feeds.Formats },
            new LedgerFileStore(folder.PathOf("out/ledger.json")));
    }
}
