using System.Net;
using System.Text;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.WebSub;

namespace Syndication.Tests.Integration.WebSub;

/// <summary>The hub as a running service has it, over HTTP.</summary>
public sealed class HubAnswerTests : IAsyncLifetime
{
    private WholeService service = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(
        configuration => configuration["Feeds"] = new { WebSub = new { BuiltInHub = true, PrivateCallbacks = "127.0.0.1" } },
        folder => folder.Save("a.md", "Alpha", tags: "heart"));

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_subscriber_that_finds_the_hub_in_a_feeds_headers_gets_its_next_change()
    {
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        var (topic, hub) = await DiscoverAsync("feeds/tags/heart.rss");
        Assert.Equal("http://localhost:8080/hub", hub);
        using var answer = await PostAsync(("hub.mode", "subscribe"), ("hub.topic", topic), ("hub.callback", subscriber.Address.AbsoluteUri), ("hub.secret", "s"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.BeTrueAsync(() => service.Log.Any(line => line.Contains("was verified", StringComparison.Ordinal)), () => "The subscriber was not asked.");

        service.Save("b.md", "Beta", tags: "heart");
        await Eventually.BeTrueAsync(() => subscriber.Deliveries.Count > 0, () => "Nothing was delivered.");

        var delivery = subscriber.Deliveries[0];
        using var feed = await service.Client.GetAsync("feeds/tags/heart.rss", Token);
        Assert.Equal(await feed.Content.ReadAsByteArrayAsync(Token), delivery.Body);
        Assert.Contains("Beta", Encoding.UTF8.GetString(delivery.Body), StringComparison.Ordinal);
        Assert.StartsWith("sha256=", delivery.Headers["X-Hub-Signature"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_in_answers_to_all_ways_of_asking()
    {
        using var get = await service.Client.GetAsync("feeds/all.atom", Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "feeds/all.atom") { Headers = { { "If-None-Match", get.Headers.ETag!.ToString() } } };
        using var again = await service.Client.SendAsync(request, Token);
        using var list = await service.Client.GetAsync("feeds/opml.xml", Token);
        const string Self = "<http://localhost:8080/feeds/all.atom>; rel=\"self\"";

        Assert.Equal(Self + ", <http://localhost:8080/hub>; rel=\"hub\"", string.Join(", ", get.Headers.GetValues("Link")));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(get.Headers.GetValues("Link"), again.Headers.GetValues("Link"));
        Assert.Equal("<http://localhost:8080/feeds/opml.xml>; rel=\"self\"", string.Join(", ", list.Headers.GetValues("Link")));
    }

    [Fact]
    public async Task A_faulty_request_is_told_what_is_wrong_in_plain_text()
    {
        using var answer = await PostAsync(("hub.mode", "subscribe"), ("hub.topic", "x"), ("hub.callback", "http://192.168.0.1/"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("hub.callback", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_is_a_form_of_moderate_size()
    {
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var unsupported = await service.Client.PostAsync("hub", json, Token);
        using var large = await PostAsync(("hub.mode", new string('x', 200_000)));
        using var empty = await service.Client.PostAsync("hub", null, Token);
        using var get = await service.Client.GetAsync("hub", Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, unsupported.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_to_wait()
    {
        var last = HttpStatusCode.OK;
        // More than fit into one minute, should the minute turn meanwhile.
        for (var request = 0; request < 400 && last != HttpStatusCode.TooManyRequests; request++)
        {
            using var answer = await PostAsync(("hub.mode", "publish"));
            last = answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private async Task<(string Topic, string Hub)> DiscoverAsync(string path)
    {
        using var answer = await service.Client.GetAsync(path, Token);
        var links = string.Join(", ", answer.Headers.GetValues("Link")).Split(", ");
        return (Address("self"), Address("hub"));

        string Address(string relation) => links.Single(link => link.EndsWith($"rel=\"{relation}\"", StringComparison.Ordinal)).Split('<', '>')[1];
    }

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await service.Client.PostAsync("hub", form, Token);
    }
}
