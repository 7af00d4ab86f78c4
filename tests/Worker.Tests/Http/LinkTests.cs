using System.Net;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Worker.Http;

public sealed class LinkTests
{
    [Fact]
    public async Task Fetching_a_link_changes_nothing()
    {
        await using var service = await RunningService.StartAsync();
        await service.SignUpAsync();
        var confirm = await service.ConfirmationLinkAsync();
        var unsubscribe = await service.UnsubscribeLinkAsync();

        Assert.Equal(HttpStatusCode.OK, await service.SendAsync(HttpMethod.Get, confirm));
        Assert.Equal(HttpStatusCode.OK, await service.SendAsync(HttpMethod.Head, confirm));
        Assert.Equal("Pending", await service.StateAsync());
        Assert.Equal(HttpStatusCode.OK, await service.PostAsync(confirm));
        Assert.Equal(HttpStatusCode.OK, await service.SendAsync(HttpMethod.Get, unsubscribe));
        Assert.Equal(HttpStatusCode.OK, await service.SendAsync(HttpMethod.Head, unsubscribe));
        Assert.Equal("Confirmed", await service.StateAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_click_unsubscribes_and_answers_the_same_again(bool multipart)
    {
        await using var service = await ConfirmedAsync();
        var link = await service.UnsubscribeLinkAsync();
        var bodies = new List<string>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var content = OneClick(multipart);
            using var answer = await service.Client.PostAsync(link, content);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            bodies.Add(await answer.Content.ReadAsStringAsync());
            Assert.Equal("Unsubscribed", await service.StateAsync());
        }

        Assert.Single(bodies.Distinct());
    }

    [Fact]
    public async Task Undo_brings_the_reader_back()
    {
        await using var service = await ConfirmedAsync();
        var link = await service.UnsubscribeLinkAsync();
        await service.PostAsync(link);

        using var undo = new FormUrlEncodedContent([KeyValuePair.Create("action", "undo")]);
        using var answer = await service.Client.PostAsync(link, undo);

        Assert.Contains("Welcome back", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Confirmed", await service.StateAsync());
    }

    [Fact]
    public async Task Late_undo_offers_to_sign_up_instead()
    {
        var clock = new ManualClock();
        await using var service = await ConfirmedAsync(clock);
        var link = await service.UnsubscribeLinkAsync();
        await service.PostAsync(link);
        clock.Advance(TimeSpan.FromHours(2));

        using var undo = new FormUrlEncodedContent([KeyValuePair.Create("action", "undo")]);
        using var answer = await service.Client.PostAsync(link, undo);

        var body = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<button", body, StringComparison.Ordinal);
        Assert.Contains("href=\"./subscribe", body, StringComparison.Ordinal);
        Assert.Equal("Unsubscribed", await service.StateAsync());
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("confirm?token=")]
    [InlineData("confirm?token=abc&token=def")]
    [InlineData("unsubscribe?token=%00%0d%0a")]
    [InlineData("unsubscribe")]
    public async Task Unknown_link_is_explained(string link)
    {
        await using var service = await RunningService.StartAsync();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            using var answer = await service.Client.SendAsync(new HttpRequestMessage(method, link));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("This link does not work", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Token_of_another_purpose_is_unknown()
    {
        await using var service = await RunningService.StartAsync();
        await service.SignUpAsync();
        var crossed = (await service.UnsubscribeLinkAsync()).Replace("/unsubscribe", "/confirm", StringComparison.Ordinal);
        var back = (await service.ConfirmationLinkAsync()).Replace("/confirm", "/unsubscribe", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, await service.PostAsync(crossed));
        Assert.Equal(HttpStatusCode.BadRequest, await service.PostAsync(back));
        Assert.Equal("Pending", await service.StateAsync());
    }

    [Fact]
    public async Task Expired_confirmation_offers_to_sign_up_again()
    {
        var clock = new ManualClock();
        await using var service = await RunningService.StartAsync(clock);
        await service.SignUpAsync();
        var link = await service.ConfirmationLinkAsync();
        clock.Advance(TimeSpan.FromDays(8));

        using var answer = await service.Client.PostAsync(link, null);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("href=\"./subscribe", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Pending", await service.StateAsync());
    }

    [Fact]
    public async Task Unsubscribe_link_of_a_reader_who_is_no_longer_kept_still_says_yes()
    {
        await using var service = await ConfirmedAsync();
        var link = await service.UnsubscribeLinkAsync();
        await service.Database.ExecuteAsync("DELETE FROM subscribers");

        Assert.Equal(HttpStatusCode.OK, await service.PostAsync(link));
        Assert.Equal(HttpStatusCode.OK, await service.SendAsync(HttpMethod.Get, link));
    }

    private static async Task<RunningService> ConfirmedAsync(TimeProvider? clock = null)
    {
        var service = await RunningService.StartAsync(clock);
        await service.SignUpAsync();
        await service.PostAsync(await service.ConfirmationLinkAsync());
        return service;
    }

    private static HttpContent OneClick(bool multipart) => multipart
        ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
        : new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
}
