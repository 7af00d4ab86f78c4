using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.EndToEnd;

public sealed class PageQualityTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] Pages = ["choose", "form", "fault", "sent", "confirm", "confirmed", "unsubscribe", "unsubscribed", "unknown", "preferences", "left", "erase", "link", "arabic",
        "paused", "erased", "many", "arabicform", "arabicleft"];

    public static TheoryData<string> EveryPage => [.. Pages];

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Axe_finds_no_violation_in_light_and_dark(string name)
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        await OpenAsync(service, page, name);
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });

            var result = await page.RunAxe();

            Assert.Empty(result.Violations.Select(violation => $"{colours} {violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        }
    }

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task No_page_scrolls_sideways_and_every_target_has_44_pixels(string name)
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        await OpenAsync(service, page, name);
        foreach (var width in new[] { 320, 768, 1280 })
        {
            await page.SetViewportSizeAsync(width, 800);

            Assert.Equal(width, await page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
            var small = await page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('a, button, select, input:not([type=hidden], [tabindex="-1"]), summary')]
                    .filter(element => !element.closest('p, li:not(.card)') || element.matches('.button'))
                    .map(element => element.closest('label') ?? element)
                    .filter(element => element.getBoundingClientRect().height < 44)
                    .map(element => element.outerHTML)
                """);
            Assert.Empty(small);
        }
    }

    [Fact]
    public async Task Pages_set_no_cookie_ask_no_other_host_and_break_no_rule_of_their_policy()
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync();
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var messages = new List<string>();
        page.Request += (_, request) => hosts.Add(new Uri(request.Url).Host);
        page.Console += (_, message) => messages.Add(message.Text);

        await OpenAsync(service, page, "form");

        Assert.Equal("127.0.0.1", Assert.Single(hosts, host => host.Length > 0));
        Assert.Empty(messages);
        Assert.Empty(await page.Context.CookiesAsync());
        Assert.Equal("zone.js", await page.Locator("script").EvaluateAllAsync<string>("all => all.map(script => new URL(script.src).pathname.split('/').pop() + script.textContent).join()"));
        Assert.NotEqual("Times New Roman", await page.EvaluateAsync<string>("getComputedStyle(document.body).fontFamily"));
    }

    [Fact]
    public async Task Time_zone_is_guessed_by_a_script_stays_the_readers_to_change_and_is_not_needed()
    {
        await using var service = await StartAsync();
        var page = await chromium.OpenAsync(timeZone: "Asia/Tokyo");
        await page.GotoAsync(service.Address + "subscribe?newsletter=treatments");

        Assert.Equal("Asia/Tokyo", await page.Locator("#zone").InputValueAsync());
        Assert.Equal("(Tokyo)", await page.Locator("[data-guessed-zone]").TextContentAsync());
        await page.Locator("#email").FillAsync("tokyo@example.org");
        await ClickAsync(page, "button");
        Assert.Equal("Asia/Tokyo", await service.Database.ScalarAsync<string>("SELECT time_zone FROM subscriptions"));

        await page.GotoAsync(service.Address + "subscribe?newsletter=treatments");
        await page.Locator("summary").First.ClickAsync();
        await page.Locator("#zone").SelectOptionAsync("");
        await page.Locator("#email").FillAsync("here@example.org");
        await ClickAsync(page, "button");
        Assert.Equal(1, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE time_zone IS NULL"));

        var without = await chromium.OpenAsync(hasScript: false);
        await SubmitAsync(without, service.Address + "subscribe?newsletter=treatments", "plain@example.org");
        Assert.Equal(2, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions WHERE time_zone IS NULL"));
    }

    private static Task<RunningService> StartAsync() => RunningService.StartAsync(configure: configuration =>
    {
        configuration["Newsletters"] = new[] { SampleNewsletters.Treatments, SampleNewsletters.Research, SampleNewsletters.Arabic };
    });

    private static async Task OpenAsync(RunningService service, IPage page, string name)
    {
        var form = service.Address + "subscribe?newsletter=treatments";
        switch (name)
        {
            case "choose": await page.GotoAsync(service.Address + "subscribe"); break;
            case "form": await page.GotoAsync(form); break;
            case "fault": await SubmitAsync(page, form, "reader"); break;
            case "sent": await SubmitAsync(page, form, "reader@example.org"); break;
            case "link": await page.GotoAsync(service.Address + "preferences"); break;
            case "preferences": await PreferencesAsync(service, page); break;
            case "arabic": await page.GotoAsync(await PreferencesAsync(service, page) + "&lang=ar"); break;
            case "left": await PreferencesAsync(service, page); await ClickAsync(page, "[value=leave]"); break;
            case "erase": await PreferencesAsync(service, page); await ClickAsync(page, "[value=erase]"); break;
            case "paused": await PreferencesAsync(service, page); await ClickAsync(page, "[value=pause]"); break;
            case "erased": await PreferencesAsync(service, page); await ClickAsync(page, "[value=erase]"); await ClickAsync(page, "[value=erase-now]"); break;
            case "many": HaveManyTags(service); await page.GotoAsync(form); await UnfoldAsync(page); break;
            case "arabicform": service.HaveTags("Heart", "جلد"); await page.GotoAsync(service.Address + "subscribe?newsletter=nashra&lang=ar"); await UnfoldAsync(page); break;
            case "arabicleft": await page.GotoAsync(await PreferencesAsync(service, page) + "&lang=ar"); await ClickAsync(page, "[value=leave]"); break;
            case "unknown": await page.GotoAsync(service.Address + "confirm?token=abc"); break;
            default:
                await SubmitAsync(page, form, "reader@example.org");
                if (name.StartsWith("unsubscribe", StringComparison.Ordinal)) await service.PostAsync(await service.ConfirmationLinkAsync());
                await page.GotoAsync(name.StartsWith("confirm", StringComparison.Ordinal) ? await service.ConfirmationLinkAsync() : await service.UnsubscribeLinkAsync());
                if (name.EndsWith("ed", StringComparison.Ordinal) && await page.Locator("button").CountAsync() > 0) await ClickAsync(page);
                break;
        }
    }

    private static void HaveManyTags(RunningService service) =>
        service.HaveTags([.. Enumerable.Range(0, 300).Select(number => (char)('A' + (number % 26)) + "n illness with a name of some length " + number.ToString(System.Globalization.CultureInfo.InvariantCulture))]);

    private static Task UnfoldAsync(IPage page) => page.EvaluateAsync("document.querySelectorAll('details').forEach((each, index) => each.open = index < 4)");

    private static async Task SubmitAsync(IPage page, string form, string address)
    {
        await page.GotoAsync(form);
        await page.Locator("#email").FillAsync(address);
        await ClickAsync(page);
    }

    private static async Task<string> PreferencesAsync(RunningService service, IPage page)
    {
        service.HaveTags("Heart", "Multiple sclerosis", "Cilt");
        await service.WithReaderAsync(("newsletter", "treatments"));
        var link = await service.PreferencesLinkAsync();
        await page.GotoAsync(link);
        return link;
    }

    private static async Task ClickAsync(IPage page, string button = "button")
    {
        var loaded = new TaskCompletionSource();
        page.Load += (_, _) => loaded.TrySetResult();
        await page.Locator(button).ClickAsync();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(15), TimeProvider.System);
    }
}
