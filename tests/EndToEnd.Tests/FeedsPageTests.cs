using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.EndToEnd;

public sealed class FeedsPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(320, ColorScheme.Dark, "en-GB", "Feeds")]
    [InlineData(768, ColorScheme.Light, "tr-TR", "Akışlar")]
    [InlineData(1280, ColorScheme.Light, "en-GB", "Feeds")]
    public async Task Page_of_feeds_fits_has_no_violation_and_shows_addresses_without_script(int width, ColorScheme colours, string language, string title)
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync(width, colours, language);
        await page.GotoAsync(service.Client.BaseAddress + "feeds/");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await page.Locator(".feeds summary").First.ClickAsync();
        await Assertions.Expect(page.GetByText("/feeds/types/disease.atom")).ToBeVisibleAsync();
        Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        Assert.Equal(0, await page.Locator("script").CountAsync());
    }

    [Fact]
    public async Task Reader_finds_the_feeds_of_the_page_by_themselves()
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Client.BaseAddress + "feeds/");

        var types = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('link[rel=alternate]')].map(link => link.type)");

        Assert.Equal(["application/rss+xml", "application/atom+xml", "application/feed+json"], types);
    }

    private static Task<WholeService> StartAsync() => WholeService.StartedAsync(
        configuration => configuration["Site"] = new { BaseUrl = "https://www.example.org", Title = "Example Health", Language = "en" },
        service =>
        {
            service.Save("a.md", "Alpha", tags: "a-tag-with-a-name-that-is-rather-long-for-a-telephone, kalp sağlığı");
            service.Save("b.md", "Beta", type: "news");
        });
}
