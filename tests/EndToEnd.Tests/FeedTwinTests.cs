using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.EndToEnd;

/// <summary>The pages of feeds in a browser.</summary>
public sealed class FeedTwinTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string LongTag = "a-tag-with-a-name-that-is-rather-long-for-a-telephone";

    [Theory]
    [InlineData("feeds/")]
    [InlineData("feeds/all")]
    [InlineData("feeds/tags/" + LongTag)]
    public async Task Page_fits_every_width_and_axe_finds_no_violation_in_light_and_dark(string path)
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Client.BaseAddress + path);
        foreach (var details in await page.Locator("details").AllAsync()) await details.EvaluateAsync("element => element.open = true");
        foreach (var width in new[] { 320, 768, 1280 })
        {
            await page.SetViewportSizeAsync(width, 800);
            Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
        }

        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
            var result = await page.RunAxe();
            Assert.Empty(result.Violations.Select(violation => $"{colours} {violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        }

        Assert.Equal(0, await page.Locator("script").CountAsync());
    }

    [Theory]
    [InlineData("feeds/")]
    [InlineData("feeds/all")]
    public async Task Everything_to_press_has_44_pixels(string path)
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync(width: 320);
        await page.GotoAsync(service.Client.BaseAddress + path);

        Assert.Empty(await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a, summary')].filter(element => !element.matches('.skip') && element.getBoundingClientRect().height < 44).map(element => element.outerHTML)"));
    }

    [Fact]
    public async Task Keyboard_leads_from_the_list_to_a_feed_and_to_its_posts()
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Client.BaseAddress + "feeds/");

        await page.GetByRole(AriaRole.Link, new() { Name = LongTag }).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText($"/feeds/tags/{LongTag}.atom")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(LongTag);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Alpha" })).ToHaveAttributeAsync("href", "https://www.example.org/a");
    }

    [Fact]
    public async Task Page_shows_how_to_subscribe_and_is_found_by_readers()
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync(language: "tr-TR");
        await page.GotoAsync(service.Client.BaseAddress + "feeds/types/news");

        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Akış okuyucunuzda açın" })).ToHaveAttributeAsync("href", "feed:http://localhost:8080/feeds/types/news.atom");
        await Assertions.Expect(page.Locator("link[rel=alternate]").First).ToHaveAttributeAsync("href", "http://localhost:8080/feeds/types/news.rss");
        await Assertions.Expect(page.GetByText("Geri çekildi")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Bütün akışlar" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Akışlar");
    }

    [Fact]
    public async Task Two_thousand_feeds_are_found_by_their_letter()
    {
        await using var service = await StartAsync(tags: 2000);
        var page = await chromium.OpenAsync(width: 320);
        await page.GotoAsync(service.Client.BaseAddress + "feeds/");

        Assert.Equal(320, await page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Q", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Q", Exact = true })).ToBeInViewportAsync();
        var answer = await service.Client.GetByteArrayAsync("feeds/", TestContext.Current.CancellationToken);
        Assert.InRange(answer.Length, 1, 2_000_000);
    }

    private static Task<WholeService> StartAsync(int tags = 0) => WholeService.StartedAsync(
        configuration => configuration["Site"] = new { BaseUrl = "https://www.example.org", Title = "Example Health", Language = "en" },
        service =>
        {
            service.Save("a.md", "Alpha", tags: LongTag + ", kalp sağlığı");
            File.WriteAllText(service.PathOf("content/b.md"), "---\ntitle: Beta\ndate: 2026-01-02\ntype: news\nlang: tr\nretracted: The data were made up.\n---\nText.\n");
            if (tags > 0) service.Save("c.md", "Gamma", tags: string.Join(", ", Enumerable.Range(0, tags).Select(number => FormattableString.Invariant($"{(char)('a' + (number % 26))}{number} of a subject"))));
        });
}
