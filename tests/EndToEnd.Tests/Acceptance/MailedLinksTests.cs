using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MimeKit;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>The whole way of a reader, by the links that the mails hold.</summary>
public sealed partial class MailedLinksTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly Installation installation = Installation.Create(settings =>
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Find()}");
        settings["Kestrel"] = JsonNode.Parse($$"""{ "Endpoints": { "Http": { "Url": "{{address}}" } } }""");
        settings["Service"] = JsonNode.Parse($$"""{ "PublicUrl": "{{address}}" }""");
        // A browser that is driven by a program fills in a form faster than a person.
        settings["Subscribe"] = JsonNode.Parse("""{ "FastestSignUp": "0s" }""");
    });

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Reader_signs_up_reads_a_digest_and_leaves_by_its_link()
    {
        var page = await chromium.OpenAsync(width: 390);
        installation.Save("old", "An old one", "2025-01-01");
        await using var site = await installation.RunAsync();

        await page.GotoAsync(site.Address + "subscribe");
        await page.GetByLabel("Your e-mail address").FillAsync("reader@example.com");
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await page.GotoAsync(LinkIn(await MailAsync(1), "/confirm"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, subscribe me" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are subscribed" })).ToBeVisibleAsync();

        installation.Save("new", "A new one", "2025-01-02");
        Assert.Equal(0, (await installation.CallAsync("send", "treatments")).Code);
        var digest = await MailAsync(2);
        Assert.Contains("A new one", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("An old one", digest.TextBody, StringComparison.Ordinal);

        await page.GotoAsync(LinkIn(digest, "/preferences"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause for 30 days" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Go on now" })).ToBeVisibleAsync();

        await page.GotoAsync(LinkIn(digest, "/unsubscribe"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Unsubscribe" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are unsubscribed" })).ToBeVisibleAsync();
        Assert.Contains("unsubscribed", (await installation.CallAsync("subscribers", "list")).Output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The newest message, once there are so many.</summary>
    private async Task<MimeMessage> MailAsync(int count)
    {
        await Eventually.BeTrueAsync(() => installation.PickedUp.Count == count, () => "The mail never came.");
        return await MimeMessage.LoadAsync(installation.PickedUp.MaxBy(File.GetLastWriteTimeUtc)!, TestContext.Current.CancellationToken);
    }

    private static string LinkIn(MimeMessage message, string path) =>
        Link().Matches(message.TextBody!).Select(match => match.Value).First(link => link.Contains(path, StringComparison.Ordinal));

    [GeneratedRegex(@"http://localhost:\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
