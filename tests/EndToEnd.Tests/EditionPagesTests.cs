using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.EndToEnd;

/// <summary>The public archive of editions in a browser.</summary>
public sealed class EditionPagesTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Retracted = "---\ntitle: Shingles\ndate: 2026-01-01\ntype: disease\nretracted: The study was withdrawn.\n---\nText.\n";

    private const string Long =
        """
        ---
        title: Gout and a-word-that-is-longer-than-any-telephone-is-wide-and-has-no-place-to-break-at
        date: 2026-01-01
        type: disease
        correction: The dose was wrong.
        ---
        # A heading of the first level

        A [link](https://www.example.org/elsewhere) and ![a picture](https://other.example.net/a.png) of another site, and ![one](/own.png) of ours.

        | Column one | Column two | Column three | Column four | Column five |
        | --- | --- | --- | --- | --- |
        | uninterruptedwords | uninterruptedwords | uninterruptedwords | uninterruptedwords | uninterruptedwords |

            code = "that is much longer than the page is wide and does not break of its own accord anywhere at all";
        """;

    [Theory]
    [InlineData("editions/", "en-GB", "Past editions")]
    [InlineData("editions/?page=2", "en-GB", "Past editions")]
    [InlineData("editions/treatments/", "tr-TR", "Treatments: geçmiş sayılar")]
    [InlineData("editions/treatments/1", "en-GB", "Treatments, ")]
    [InlineData("editions/", "ar", "الأعداد السابقة")]
    [InlineData("editions/treatments/1", "ar", "Treatments، ")]
    [InlineData("editions/treatments/99", "en-GB", "There is no such edition")]
    public async Task Page_fits_has_no_violation_and_runs_no_script(string path, string language, string title)
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync(language: language);
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(service.Client.BaseAddress + path);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(title);
        Assert.Equal(0, await page.Locator("script").CountAsync());
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
            foreach (var width in new[] { 320, 1280 })
            {
                await page.SetViewportSizeAsync(width, 800);
                Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
            }

            Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        }

        // A picture of the site that cannot be reached here, and a page that is not there, are told by the browser; what the policy forbids would be too.
        Assert.DoesNotContain(complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || complaint.Contains("Refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reader_comes_from_the_list_to_an_edition_and_back()
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Client.BaseAddress + "editions/?page=2");
        await page.Locator(".entries h2 a").Last.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(service.Client.BaseAddress + "editions/treatments/1");
        await Assertions.Expect(page.GetByText("The dose was wrong.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Treatments: past editions" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(service.Client.BaseAddress + "editions/treatments/");
        var types = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('link[rel=alternate]')].map(link => link.type)");

        Assert.Equal(["application/rss+xml", "application/atom+xml", "application/feed+json"], types);
    }

    private static async Task<WholeService> StartAsync()
    {
        var service = await ArchivedEditions.StartAsync(ArchivedEditions.Newsletter(maxPosts: 2));
        await File.WriteAllTextAsync(service.PathOf("content/long.md"), Long);
        await service.SendAsync("Shingles", "Measles");
        await File.WriteAllTextAsync(service.PathOf("content/shingles.md"), Retracted);
        await service.HaveEditionsAsync(21);
        await service.EventuallyAsync("editions/", page => page.Contains(">Retracted</strong>", StringComparison.Ordinal));
        return service;
    }
}
