using System.Net;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Worker.Http;

public sealed class PageTests
{
    [Fact]
    public async Task Every_page_is_locked_down_and_sets_no_cookie()
    {
        await using var service = await RunningService.StartAsync();
        await service.SignUpAsync();
        foreach (var address in new[] { "subscribe", await service.ConfirmationLinkAsync(), await service.UnsubscribeLinkAsync(), "confirm?token=x" })
        {
            using var answer = await service.Client.GetAsync(address);
            Assert.StartsWith("default-src 'none'; style-src 'self';", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal(address == "subscribe" ? "no-cache" : "no-store", answer.Headers.CacheControl!.ToString());
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Neither_address_nor_token_is_logged()
    {
        await using var service = await RunningService.StartAsync();
        (await service.SignUpAsync("very.private@example.org")).Dispose();
        (await service.SignUpAsync("very.private@@example.org")).Dispose();
        var confirm = await service.ConfirmationLinkAsync();
        var unsubscribe = await service.UnsubscribeLinkAsync();
        await service.SendAsync(HttpMethod.Get, confirm);
        await service.PostAsync(confirm);
        await service.PostAsync(unsubscribe);

        Assert.NotEmpty(service.Log.Lines);
        foreach (var secret in new[] { "very.private", confirm.Split('=')[1], unsubscribe.Split('=')[1] })
        {
            Assert.DoesNotContain(service.Log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("tr-TR,en;q=0.5", "", "tr")]
    [InlineData("en;q=0.5,tr", "", "tr")]
    [InlineData("de,fr", "", "en")]
    [InlineData("tr", "?lang=en", "en")]
    [InlineData("tr", "?lang=xx", "tr")]
    [InlineData(";;q=,", "", "en")]
    public async Task Language_is_the_chosen_one_else_the_browsers_else_the_default(string accepted, string query, string language)
    {
        await using var service = await RunningService.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "subscribe" + query);
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);

        using var answer = await service.Client.SendAsync(request);

        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
        Assert.Contains($"<html lang=\"{language}\" dir=\"ltr\">", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Style_sheet_may_be_kept_for_ever_at_its_versioned_address()
    {
        await using var service = await RunningService.StartAsync();
        var page = await service.Client.GetStringAsync("subscribe");
        var address = page.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        using var answer = await service.Client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, "assets/site.css");
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await service.Client.SendAsync(again);

        Assert.Equal((HttpStatusCode.OK, "text/css"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(',', answer.Headers.GetValues(name));
}
