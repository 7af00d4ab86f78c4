using Microsoft.Playwright;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.EndToEnd;

public sealed class SignUpTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Reader_signs_up_confirms_leaves_and_comes_back()
    {
        await using var service = await RunningService.StartAsync();
        var page = await chromium.OpenAsync(width: 390);

        await page.GotoAsync(service.Address + "subscribe");
        await page.GetByLabel("Your e-mail address").FillAsync("reader@example.org");
        await page.GetByLabel("Weekly").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Check your inbox" })).ToBeVisibleAsync();

        await page.GotoAsync(await service.ConfirmationLinkAsync());
        Assert.Equal("Pending", await service.StateAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, subscribe me" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are subscribed" })).ToBeVisibleAsync();
        Assert.Equal("Confirmed", await service.StateAsync());

        await page.GotoAsync(await service.UnsubscribeLinkAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are unsubscribed" })).ToBeVisibleAsync();
        Assert.Equal("Unsubscribed", await service.StateAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe me again" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back" })).ToBeVisibleAsync();
        Assert.Equal("Confirmed", await service.StateAsync());
    }

    [Fact]
    public async Task Keyboard_alone_is_enough()
    {
        await using var service = await RunningService.StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Address + "subscribe");

        await TabToAsync(page, "#email");
        await page.Keyboard.TypeAsync("reader@example.org");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Check your inbox" })).ToBeVisibleAsync();

        await page.GotoAsync(await service.ConfirmationLinkAsync());
        await TabToAsync(page, "button");
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are subscribed" })).ToBeVisibleAsync();

        await page.GotoAsync(await service.UnsubscribeLinkAsync());
        await TabToAsync(page, "button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are unsubscribed" })).ToBeVisibleAsync();
        await TabToAsync(page, "button");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Welcome back" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Skip_link_leads_to_the_content()
    {
        await using var service = await RunningService.StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Address + "subscribe");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("content", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task Mistyped_address_is_explained_at_its_field()
    {
        await using var service = await RunningService.StartAsync();
        var page = await chromium.OpenAsync();
        await page.GotoAsync(service.Address + "subscribe");

        await page.GetByLabel("Your e-mail address").FillAsync("reader.example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();

        var field = page.GetByLabel("Your e-mail address");
        await Assertions.Expect(field).ToHaveValueAsync("reader.example.org");
        await Assertions.Expect(field).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("has an @ in it"));
        await Assertions.Expect(field).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Browser_that_prefers_Turkish_gets_Turkish_and_may_switch()
    {
        await using var service = await RunningService.StartAsync();
        var page = await chromium.OpenAsync(language: "tr-TR");
        await page.GotoAsync(service.Address + "subscribe");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Abone ol" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" })).ToBeVisibleAsync();

        await page.GetByLabel("Your e-mail address").FillAsync("reader@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Check your inbox" })).ToBeVisibleAsync();
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var presses = 0; presses < 20; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }

        Assert.Fail($"Tab never reaches {selector}");
    }
}
