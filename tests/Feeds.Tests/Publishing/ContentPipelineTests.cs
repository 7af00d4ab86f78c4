using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

public sealed class ContentPipelineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private ContentPipeline pipeline;

    public ContentPipelineTests()
    {
        Directory.CreateDirectory(folder.PathOf("content"));
        pipeline = Start();
    }

    public void Dispose()
    {
        pipeline.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_post_stands_in_everything_its_tags_and_its_type_in_every_format()
    {
        Save("a.md", "Alpha", tags: "heart");
        var pass = await RunAsync();

        Assert.Equal(
            ["all.atom", "all.json", "all.rss", "tags/heart.atom", "tags/heart.json", "tags/heart.rss", "types/disease.atom", "types/disease.json", "types/disease.rss"],
            pass.Written.Order(StringComparer.Ordinal));
        Assert.Contains("Alpha", Feed("tags/heart.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_pass_touches_nothing()
    {
        Save("a.md", "Alpha");
        await RunAsync();

        Assert.Empty((await RunAsync()).Written);
    }

    [Fact]
    public async Task A_second_process_touches_nothing()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        Restart();

        Assert.Empty((await RunAsync()).Written);
    }

    [Fact]
    public async Task An_edit_rewrites_only_the_feeds_that_hold_the_post()
    {
        Save("a.md", "Alpha", tags: "heart");
        Save("b.md", "Beta", tags: "lung");
        await RunAsync();
        Save("a.md", "Alpha two", tags: "heart");
        var pass = await RunAsync();

        Assert.DoesNotContain("tags/lung.rss", pass.Written);
        Assert.Contains("tags/heart.rss", pass.Written);
    }

    [Fact]
    public async Task A_post_in_five_tags_rewrites_exactly_the_feeds_that_hold_it()
    {
        Save("a.md", "Alpha", tags: "heart, lung, skin, bone, eye");
        Save("b.md", "Beta", tags: "heart, ear");
        Save("c.md", "Gamma", tags: "nose");
        await RunAsync();
        Save("a.md", "Alpha two", tags: "heart, lung, skin, bone, eye");
        var pass = await RunAsync();

        string[] holding = ["all", "types/disease", "tags/heart", "tags/lung", "tags/skin", "tags/bone", "tags/eye"];
        Assert.Equal(
            holding.SelectMany(feed => new[] { feed + ".atom", feed + ".json", feed + ".rss" }).Order(StringComparer.Ordinal),
            pass.Written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_tag_that_a_post_left_loses_it_and_its_feed_stays()
    {
        Save("a.md", "Alpha", tags: "heart");
        await RunAsync();
        Save("a.md", "Alpha", tags: "lung");
        await RunAsync();

        Assert.DoesNotContain("Alpha", Feed("tags/heart.rss"), StringComparison.Ordinal);
        Assert.Contains("Alpha", Feed("tags/lung.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_post_pulls_no_older_one_back()
    {
        for (var day = 1; day <= 4; day++) Save($"{day}.md", $"Post {day}", date: $"2026-01-0{day}");
        pipeline = Start(maxEntries: 2);
        await RunAsync();
        File.Delete(folder.PathOf("content/4.md"));
        await RunAsync();

        Assert.DoesNotContain("Post 2", Feed("all.rss"), StringComparison.Ordinal);
        Assert.Contains("Post 3", Feed("all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backdated_newcomer_is_in_the_feed()
    {
        for (var day = 1; day <= 3; day++) Save($"{day}.md", $"Post {day}", date: $"2026-01-0{day}");
        pipeline = Start(maxEntries: 2);
        await RunAsync();
        Save("old.md", "Old news", date: "2020-01-01");
        await RunAsync();

        Assert.Contains("Old news", Feed("all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_keeps_its_last_good_version_and_holds_nobody_back()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        folder.Write("content/a.md", "---\ntitle: [unclosed\n---\n");
        Save("b.md", "Beta");
        var pass = await RunAsync();

        Assert.Contains("Alpha", Feed("all.rss"), StringComparison.Ordinal);
        Assert.Contains("Beta", Feed("all.rss"), StringComparison.Ordinal);
        Assert.Single(pass.Snapshot.Problems);
    }

    [Fact]
    public async Task A_broken_file_keeps_its_last_good_version_over_a_restart()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        folder.Write("content/a.md", "---\ntitle: [unclosed\n---\n");
        Restart();
        Save("b.md", "Beta");
        await RunAsync();

        Assert.Contains("Alpha", Feed("all.rss"), StringComparison.Ordinal);
        Assert.Contains("Beta", Feed("all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_removes_nothing()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        Directory.Move(folder.PathOf("content"), folder.PathOf("elsewhere"));
        var pass = await RunAsync();

        Assert.Contains("missing", pass.Held, StringComparison.Ordinal);
        Assert.Contains("Alpha", Feed("all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mass_removal_is_held_until_it_is_allowed()
    {
        for (var number = 0; number < 20; number++) Save($"{number}.md", $"Post {number}");
        await RunAsync();
        for (var number = 0; number < 10; number++) File.Delete(folder.PathOf($"content/{number}.md"));
        Assert.Contains("10 of 20 posts", (await RunAsync()).Held, StringComparison.Ordinal);

        pipeline = Start(massRemovalLimit: 1);
        Assert.Equal(10, (await RunAsync()).Left);
    }

    [Fact]
    public async Task What_was_public_stays_public_while_a_start_is_held()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        File.Delete(folder.PathOf("content/a.md"));
        Restart();
        var pass = await RunAsync();

        Assert.NotNull(pass.Held);
        Assert.Contains("all.rss", pipeline.Manifest.Files.Keys);
    }

    [Fact]
    public async Task A_torn_feed_is_found_and_rewritten_at_the_start()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        File.WriteAllText(folder.PathOf("out/all.rss"), "<rss");
        Restart();

        Assert.Equal(["all.rss"], (await RunAsync()).Written);
        Assert.Contains("Alpha", Feed("all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_killed_before_its_feeds_were_written_is_made_up()
    {
        Save("a.md", "Alpha");
        await RunAsync();
        Save("b.md", "Beta");
        // A file where a folder must be made: writing tags/… fails after the ledger is stored.
        File.WriteAllText(folder.PathOf("out/tags"), "");
        Save("b.md", "Beta", tags: "heart");
        await Assert.ThrowsAnyAsync<Exception>(RunAsync);
        File.Delete(folder.PathOf("out/tags"));
        Restart();
        await RunAsync();

        Assert.Contains("Beta", Feed("tags/heart.rss"), StringComparison.Ordinal);
    }

    private Task<ContentPass> RunAsync() => pipeline.RunAsync(null, TestContext.Current.CancellationToken);

    private string Feed(string path) => File.ReadAllText(folder.PathOf("out/" + path));

    private void Save(string name, string title, string tags = "", string date = "2026-01-01") =>
        folder.Write("content/" + name, $"---\ntitle: {title}\ndate: {date}\ntype: disease\ntags: [{tags}]\n---\nText of {title}.\n");

    private void Restart()
    {
        pipeline.Dispose();
        pipeline = Start();
    }

    private ContentPipeline Start(int maxEntries = 50, double massRemovalLimit = 0.2) => Pipelines.Create(
        ContentIn(folder.PathOf("content")) with { MassRemovalLimit = massRemovalLimit },
        FeedsIn(folder.PathOf("out")) with { MaxEntries = maxEntries },
        new LedgerFileStore(folder.PathOf("out/ledger.json")));
}
