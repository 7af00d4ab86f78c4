using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.EndToEnd;

/// <summary>All of a reader's choices with nothing but a keyboard; each page on the way has no violation in either colour scheme.</summary>
public sealed class PreferencesKeyboardTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Settings = "SELECT state || '|' || schedule || '|' || COALESCE(tags, '') || '|' || COALESCE(time_zone, '') FROM subscriptions WHERE newsletter = 'treatments'";

    [Fact]
    public async Task Preferences_pause_undo_and_erasure_need_no_mouse()
    {
        await using var service = await RunningService.StartAsync(configure: configuration => configuration["Newsletters"] = new[] { SampleNewsletters.Treatments, SampleNewsletters.Research });
        service.HaveTags("Heart", "Skin");
        await service.WithReaderAsync(("newsletter", "treatments"));
        var page = await chromium.OpenAsync(width: 390);
        await page.GotoAsync(await service.PreferencesLinkAsync());

        await TabToAsync(page, "[name=schedule]");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "[name=about]");
        await page.Keyboard.PressAsync("ArrowDown");
        await TabToAsync(page, "[value=skin]");
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, "[value=choose]", "Saved.");
        Assert.Equal("Confirmed|daily|[\"skin\"]|", await service.Database.ScalarAsync<string>(Settings));

        await TabToAsync(page, "#zone");
        await page.Keyboard.TypeAsync("Tokyo");
        await TabToAsync(page, "[name=textOnly]");
        await page.Keyboard.PressAsync("Space");
        await PressAsync(page, "[value=describe]", "Saved.");
        Assert.Equal("Confirmed|daily|[\"skin\"]|Asia/Tokyo", await service.Database.ScalarAsync<string>(Settings));

        await PressAsync(page, "[value=pause]", "is paused");
        Assert.StartsWith("Paused", await service.Database.ScalarAsync<string>(Settings), StringComparison.Ordinal);
        await PressAsync(page, "[value=resume]", "comes to you again");
        await PressAsync(page, "[value=leave]", "no longer comes to you");
        Assert.StartsWith("Unsubscribed", await service.Database.ScalarAsync<string>(Settings), StringComparison.Ordinal);
        await PressAsync(page, "[value=return]", "all is as before");
        Assert.StartsWith("Confirmed", await service.Database.ScalarAsync<string>(Settings), StringComparison.Ordinal);

        await PressAsync(page, "[value=data]", "sent you a fresh one");
        await PressAsync(page, "[value=join]", "subscribed to “Research notes”");
        await PressAsync(page, "[value=leave-all]", "Nothing comes to you any more");
        await PressAsync(page, "[value=return]", "all is as before");

        await PressAsync(page, "[value=erase]", "Erase everything about you?");
        await TabToAsync(page, "a[href*=token]:not([hreflang])");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your preferences" })).ToBeVisibleAsync();
        await PressAsync(page, "[value=erase]", "Erase everything about you?");
        await PressAsync(page, "[value=erase-now]", "Everything is erased");
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    /// <summary>Goes to a button, whose focus must be seen, presses it, and looks at the page that comes.</summary>
    private static async Task PressAsync(IPage page, string button, string then)
    {
        await TabToAsync(page, button);
        Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(then);
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
            Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{then} {colours} {violation.Id}: {string.Join(' ', violation.Nodes.Select(node => node.Html))}"));
        }
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }

        Assert.Fail($"Tab never reaches {selector}");
    }
}
