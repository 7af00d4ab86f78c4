using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Content;

public sealed class WatchedFolderTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(fill: folder =>
    {
        folder.Save("a.md", "Alpha", tags: "heart");
        folder.Save("b.md", "Beta", tags: "heart");
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_new_post_shows_in_its_feeds()
    {
        service.Save("c.md", "Gamma", tags: "lung");

        await service.EventuallyAsync("feeds/tags/lung.rss", feed => feed.Contains("Gamma", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_in_a_new_folder_shows()
    {
        service.Save("2026/05/c.md", "Gamma");

        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Gamma", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_edit_shows_and_the_entry_stays_the_same_one()
    {
        var before = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Alpha", StringComparison.Ordinal));
        service.Save("a.md", "Alpha Two", tags: "heart");
        var after = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Alpha Two", StringComparison.Ordinal));

        Assert.Equal(Guids(before), Guids(after));
    }

    [Fact]
    public async Task A_renamed_file_keeps_its_post()
    {
        File.WriteAllText(service.PathOf("content/a.md"), "---\ntitle: Alpha\npath: alpha\ndate: 2026-01-01\n---\nText.\n");
        var before = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("example.org/alpha", StringComparison.Ordinal));
        File.Move(service.PathOf("content/a.md"), service.PathOf("content/renamed.md"));
        service.Save("z.md", "Marker");
        var after = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Marker", StringComparison.Ordinal));

        Assert.Subset(Guids(after), Guids(before));
    }

    [Fact]
    public async Task A_removed_file_leaves_the_feeds()
    {
        File.Delete(service.PathOf("content/a.md"));

        await service.EventuallyAsync("feeds/tags/heart.rss", feed => !feed.Contains("Alpha", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_file_holds_nobody_back()
    {
        File.WriteAllText(service.PathOf("content/a.md"), "---\ntitle: [broken\n---\n");
        service.Save("c.md", "Gamma");
        var feed = await service.EventuallyAsync("feeds/all.rss", text => text.Contains("Gamma", StringComparison.Ordinal));

        Assert.Contains("Alpha", feed, StringComparison.Ordinal);
        await service.EventuallyAsync("health/live", _ => service.Log.Any(line => line.Contains("a.md:", StringComparison.Ordinal) && line.Contains("frontmatter.yaml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_thousand_files_at_once_are_one_pass()
    {
        // Longer than a busy machine pauses between two of the files.
        await using var site = await WholeService.StartedAsync(configuration => configuration["Content"] = new { Folder = "content", Watch = new { QuietPeriod = "2s" } });
        for (var number = 0; number < 1000; number++) site.Save($"../prepared/{number}.md", $"Burst {number}");
        foreach (var file in Directory.GetFiles(site.PathOf("prepared"))) File.Move(file, site.PathOf("content/" + Path.GetFileName(file)));
        await site.EventuallyAsync("health/live", _ => site.Log.Any(line => line.Contains("posts taken up", StringComparison.Ordinal)));

        Assert.Contains("1000 posts taken up", Assert.Single(site.Log, line => line.Contains("posts taken up", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_degrades_health_and_its_return_mends_it()
    {
        Directory.Move(service.PathOf("content"), service.PathOf("away"));
        var degraded = await service.EventuallyAsync("health/ready", text => text.Contains("Degraded", StringComparison.Ordinal));
        Directory.Move(service.PathOf("away"), service.PathOf("content"));
        service.Save("c.md", "Gamma");
        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Gamma", StringComparison.Ordinal));
        await service.EventuallyAsync("health/ready", text => text.Contains("Healthy", StringComparison.Ordinal));

        Assert.Contains("is missing", degraded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_post_goes_live_by_itself()
    {
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(2);
        service.Save("c.md", "Gamma", date: soon.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
        service.Save("d.md", "Marker");
        var before = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Marker", StringComparison.Ordinal));
        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Gamma", StringComparison.Ordinal));

        Assert.DoesNotContain("Gamma", before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_serves_the_same_bytes()
    {
        var before = await service.Client.GetByteArrayAsync("feeds/all.atom", TestContext.Current.CancellationToken);
        await service.StopAsync();
        var written = File.GetLastWriteTimeUtc(service.PathOf("data/feeds/all.atom"));
        await service.StartAsync();

        Assert.Equal(before, File.ReadAllBytes(service.PathOf("data/feeds/all.atom")));
        Assert.Equal(written, File.GetLastWriteTimeUtc(service.PathOf("data/feeds/all.atom")));
    }

    private static HashSet<string> Guids(string feed) =>
        [.. System.Xml.Linq.XDocument.Parse(feed).Descendants("guid").Select(guid => guid.Value)];
}
