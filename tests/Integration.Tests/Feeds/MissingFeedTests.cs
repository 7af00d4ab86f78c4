using System.Net;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Feeds;

/// <summary>Addresses below <c>/feeds/</c> without a file: pages of feeds, retired feeds, pages of archives that are still open.</summary>
public sealed class MissingFeedTests
{
    [Fact]
    public async Task Renamed_and_gone_feeds_say_where_they_went()
    {
        await using var service = WholeService.Prepare(configuration =>
            configuration["Feeds"] = new { Retired = new Dictionary<string, string>(StringComparer.Ordinal) { ["tags/flu"] = "tags/influenza", ["tags/covid"] = "gone" } });
        service.Save("a.md", "Alpha", tags: "influenza");
        await service.StartAsync();

        foreach (var end in new[] { ".rss", ".atom", ".json", "" })
        {
            using var moved = await service.Client.GetAsync("feeds/tags/flu" + end, Token);
            Assert.Equal((HttpStatusCode.MovedPermanently, "http://localhost:8080/feeds/tags/influenza" + end), (moved.StatusCode, moved.Headers.Location?.OriginalString));
            using var gone = await service.Client.GetAsync("feeds/tags/covid" + end, Token);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        }

        Assert.DoesNotContain("flu.", (await service.Client.GetStringAsync("feeds/opml.xml", Token)).Replace("influenza", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_feed_has_a_page_with_one_address()
    {
        await using var service = await WholeService.StartedAsync(fill: folder => folder.Save("a.md", "Alpha", tags: "kalp sağlığı"));

        Assert.Contains("<h1>kalp sağlığı</h1>", WebUtility.HtmlDecode(await service.Client.GetStringAsync("feeds/tags/kalp-sağlığı", Token)), StringComparison.Ordinal);
        using var slash = await service.Client.GetAsync("feeds/types/disease/", Token);
        Assert.Equal((HttpStatusCode.MovedPermanently, "../disease"), (slash.StatusCode, slash.Headers.Location?.OriginalString));
        using var none = await service.Client.GetAsync("feeds/tags/none", Token);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Page_that_comes_next_in_an_archive_is_the_feed_until_it_closes()
    {
        await using var service = WholeService.Prepare(configuration => configuration["Feeds"] = new { MaxEntries = 2, ArchivePageSize = 2 });
        for (var number = 1; number <= 5; number++) service.Save($"{number}.md", $"Post {number}", date: $"2026-01-0{number}");
        await service.StartAsync();

        using var closed = await service.Client.GetAsync("feeds/all/archive/2.atom", Token);
        using var open = await service.Client.GetAsync("feeds/all/archive/3.atom", Token);
        using var none = await service.Client.GetAsync("feeds/all/archive/4.atom", Token);
        Assert.Equal(HttpStatusCode.OK, closed.StatusCode);
        Assert.Equal((HttpStatusCode.TemporaryRedirect, "http://localhost:8080/feeds/all.atom"), (open.StatusCode, open.Headers.Location?.OriginalString));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
