using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Composing;

namespace Syndication.Tests.EndToEnd;

/// <summary>A digest in a real browser, as mail programs show it: narrow, without pictures, without its style sheet, in the dark.</summary>
public sealed class DigestLayoutTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    /// <summary>Every text with the colours it is seen in, and how they contrast (WCAG 2.2, 1.4.3); all colours turned round where a program does that by force.</summary>
    private const string FaintTexts =
        """
        inverted => {
          const read = colour => { const m = colour.match(/[\d.]+/g).map(Number); return m.length > 3 && m[3] === 0 ? null : m.slice(0, 3).map(c => inverted ? 255 - c : c); };
          const light = c => { const [r, g, b] = c.map(x => x / 255).map(x => x <= 0.03928 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const behind = e => { for (; e; e = e.parentElement) { const c = read(getComputedStyle(e).backgroundColor); if (c) return c; } return inverted ? [0, 0, 0] : [255, 255, 255]; };
          const faint = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const e = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim() || !e.getClientRects().length) continue;
            const [a, b] = [light(read(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            if (ratio < 4.5) faint.push(ratio.toFixed(2) + ' ' + walker.currentNode.data.trim().slice(0, 40));
            if (parseFloat(getComputedStyle(e).fontSize) < 14) faint.push('small ' + walker.currentNode.data.trim().slice(0, 40));
          }
          return faint;
        }
        """;

    private DigestKit kit = null!;

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), newsletter: options => options with { Languages = ["en", "ar"] });
        await kit.WritePostAsync("one", $"""
            ## A heading with a verylongword{new string('x', 90)}

            Text with [a link](https://www.example.org/{new string('y', 120)}) and `code_{new string('z', 80)}`.

            ![A picture](https://www.example.org/wide.png)

            | Phase | Aim | Another | Column |
            | --- | --- | --- | --- |
            | I | safety | a_long_word_without_any_end_to_it | four |

                a line of code that is much wider than any telephone can show without moving it to the side
            """, "image: https://www.example.org/a.png");
        await kit.WritePostAsync("two", "> A quotation\n\n- one\n- two\n\n<mark>marked</mark> [A study](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7698327/)", "correction: It was wrong.");
        await kit.WritePostAsync("three", "نص عربي طويل مع [رابط](https://www.example.org/ar).", "lang: ar\ntitle: عنوان");
        await kit.IngestAsync();
    }

    public async ValueTask DisposeAsync() => await kit.DisposeAsync();

    [Theory]
    [InlineData(320, "en", false)]
    [InlineData(320, "en", true)]
    [InlineData(320, "ar", false)]
    [InlineData(375, "en", false)]
    [InlineData(375, "en", true)]
    [InlineData(375, "ar", false)]
    [InlineData(600, "en", false)]
    [InlineData(600, "en", true)]
    [InlineData(600, "ar", false)]
    public async Task No_width_needs_scrolling_sideways_with_or_without_pictures_and_styles(int width, string language, bool isPlain)
    {
        var page = await ShowAsync(width, ColorScheme.Light, language, isPlain);

        Assert.InRange(await page.EvaluateAsync<int>("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"), 1, width);
    }

    [Theory]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Light, true)]
    [InlineData(ColorScheme.Dark, false)]
    public async Task Every_text_can_be_read_in_light_and_dark_and_when_colours_are_turned_round(ColorScheme colours, bool isInverted)
    {
        var page = await ShowAsync(600, colours, "en", false);

        Assert.Empty(await page.EvaluateAsync<string[]>(FaintTexts, isInverted));
    }

    [Fact]
    public async Task Links_to_press_are_large_enough()
    {
        var page = await ShowAsync(320, ColorScheme.Light, "en", false);
        var low = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a')].filter(a => getComputedStyle(a).display === 'inline-block' && a.getBoundingClientRect().height < 44).map(a => a.textContent)");

        Assert.Empty(low);
    }

    private async Task<IPage> ShowAsync(int width, ColorScheme colours, string language, bool isPlain)
    {
        var page = await chromium.OpenAsync(width, colours);
        // Nothing is fetched: pictures stay away, as in most mail programs.
        await page.RouteAsync("**/*", route => route.AbortAsync());
        var html = Compose(language);
        await page.SetContentAsync(isPlain ? Regex.Replace(html, "<style>.*?</style>", "", RegexOptions.Singleline) : html);
        return page;
    }

    private string Compose(string language)
    {
        var posts = DuePosts.InOrder(kit.Published.Current.Posts.Values);
        var two = kit.Published.Current.Posts.Values.First(post => post.Post.File == "two.md");
        var spec = new VariantSpec(language, false, posts)
        {
            Notices =
            [
                new EditionNotice("a", two.Id, two.Post.ContentHash, "f", NoticeKind.Correction, "A correction with averylongword" + new string('w', 80)),
                new EditionNotice("b", two.Id, two.Post.ContentHash, "g", NoticeKind.Retraction, ""),
            ],
        };
        return kit.Get<EditionComposer>().Compose(kit.Newsletter, spec)!.Html!;
    }
}
