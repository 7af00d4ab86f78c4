using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Syndication.Tests.Support.WebSub;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;

namespace Syndication.Tests.Worker.WebSub;

/// <summary>The built-in hub against real subscribers: asking, leases and ends.</summary>
public abstract class HubCompliance : StoreCompliance
{
    [Fact]
    public async Task A_subscriber_is_asked_whether_it_meant_it()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();

        await kit.SubscribeAsync(new Uri(subscriber.Address, "take?room=7"), lease: "86400");

        var question = Assert.Single(subscriber.Questions);
        Assert.StartsWith("/take?room=7&hub.mode=subscribe&hub.topic=", question.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(kit.TopicOf(), question.Query["hub.topic"]);
        Assert.Equal("86400", question.Query["hub.lease_seconds"]);
        Assert.True(question.Query["hub.challenge"].ToString().Length >= 20);
        Assert.Equal(1, await kit.CountSubscriptionsAsync());
        Assert.Equal(0, await kit.CountRequestsAsync());
    }

    [Fact]
    public async Task Each_question_has_its_own_challenge()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();

        await kit.SubscribeAsync(subscriber.Address);
        await kit.SubscribeAsync(subscriber.Address);

        Assert.NotEqual(subscriber.Questions[0].Query["hub.challenge"], subscriber.Questions[1].Query["hub.challenge"]);
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "another challenge")]
    [InlineData(404, null)]
    [InlineData(302, null)]
    public async Task Who_does_not_confirm_is_not_subscribed_and_not_asked_again(int status, string? answer)
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.StartAsync(async (request, context) =>
        {
            context.Response.StatusCode = status;
            if (status == 302) context.Response.Headers.Location = "/elsewhere";
            if (answer is not null) await context.Response.WriteAsync(answer);
            else await ScriptedWebServer.EchoAsync(request, context);
        });

        await kit.SubscribeAsync(subscriber.Address);
        await kit.RunDueAfterAsync(TimeSpan.FromHours(1));

        Assert.Single(subscriber.Requests);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
        Assert.Equal(0, await kit.CountRequestsAsync());
    }

    [Fact]
    public async Task An_endless_answer_confirms_nothing()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.StartAsync(async (request, context) =>
        {
            await ScriptedWebServer.EchoAsync(request, context);
            await ScriptedWebServer.EndlessAsync(request, context);
        });

        await kit.SubscribeAsync(subscriber.Address);

        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task Who_is_not_there_is_asked_again_even_after_a_restart()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.AnsweringAsync(503);
        await kit.SubscribeAsync(subscriber.Address);

        await kit.RestartAsync();
        await kit.PublishAsync();
        subscriber.Answer = ScriptedWebServer.EchoAsync;
        await kit.RunDueAsync();
        Assert.Single(subscriber.Questions);
        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, subscriber.Questions.Count);
        Assert.Equal(1, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task Who_is_never_there_is_forgotten()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.AnsweringAsync(500);
        await kit.SubscribeAsync(subscriber.Address);

        for (var hour = 0; hour < 5; hour++) await kit.RunDueAfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(3, subscriber.Questions.Count);
        Assert.Equal(0, await kit.CountRequestsAsync());
    }

    [Fact]
    public async Task A_request_in_the_hands_of_a_killed_process_is_taken_up_again()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.AskAsync(subscriber.Address.AbsoluteUri);
        await kit.Get<Syndication.Worker.Storage.HubRequestStore>().ClaimAsync([], 1, 1, TimeSpan.FromMinutes(1), CancellationToken.None);

        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.RunDueAsync();
        Assert.Empty(subscriber.Requests);
        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task An_unknown_topic_is_denied()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();

        await kit.SubscribeAsync(subscriber.Address, topic: "https://elsewhere.example/feed");

        var question = Assert.Single(subscriber.Questions);
        Assert.Equal("denied", question.Query["hub.mode"]);
        Assert.Equal("https://elsewhere.example/feed", question.Query["hub.topic"]);
        Assert.False(question.Query.ContainsKey("hub.challenge"));
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
        Assert.Equal(0, await kit.CountRequestsAsync());
    }

    [Theory]
    [InlineData("https://news.example.org/feeds/opml.xml")]
    [InlineData("https://news.example.org/feeds/manifest.json")]
    [InlineData("https://news.example.org/feeds/tags/none.atom")]
    [InlineData("https://news.example.org/feeds/../feeds-of-others/all.atom")]
    [InlineData("https://news.example.org.evil.example/feeds/all.atom")]
    [InlineData("no address")]
    public async Task Only_feeds_of_this_service_are_topics(string topic)
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();

        await kit.SubscribeAsync(subscriber.Address, topic: topic);

        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task A_topic_in_another_spelling_is_the_same_and_is_echoed_as_written()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.PublishAsync("b.md", "Beta", tags: "kalp sağlığı");
        const string Written = "https://news.example.org/feeds/tags/kalp-sağlığı.atom";

        await kit.SubscribeAsync(subscriber.Address, topic: Written);
        await kit.SubscribeAsync(subscriber.Address, topic: "https://NEWS.example.org:443/feeds/tags/" + Uri.EscapeDataString("kalp-sağlığı") + ".atom");

        Assert.Equal(Written, subscriber.Questions[0].Query["hub.topic"]);
        Assert.Equal(1, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task A_subscription_ends_when_its_callback_confirms()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);

        await kit.AskAsync(subscriber.Address.AbsoluteUri, "unsubscribe");
        await kit.RunDueAsync();

        Assert.Equal("unsubscribe", subscriber.Questions[1].Query["hub.mode"]);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task A_subscription_that_a_stranger_wants_to_end_goes_on()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        subscriber.Answer = ScriptedWebServer.Status(404);

        await kit.AskAsync(subscriber.Address.AbsoluteUri, "unsubscribe");
        await kit.RunDueAsync();

        Assert.Equal(1, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task The_newest_wish_counts()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();

        await kit.AskAsync(subscriber.Address.AbsoluteUri);
        await kit.AskAsync(subscriber.Address.AbsoluteUri, "unsubscribe");
        await kit.RunDueAsync();

        Assert.Equal("unsubscribe", Assert.Single(subscriber.Questions).Query["hub.mode"]);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Theory]
    [InlineData(null, 10 * 86400)]
    [InlineData("1", 300)]
    [InlineData("3600", 3600)]
    [InlineData("99999999999999999999999", 30 * 86400)]
    public async Task A_lease_keeps_within_bounds(string? asked, int given)
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();

        await kit.SubscribeAsync(subscriber.Address, lease: asked);

        Assert.Equal(given.ToString(), subscriber.Questions[0].Query["hub.lease_seconds"]);
        Assert.Equal((kit.Clock.GetUtcNow() + TimeSpan.FromSeconds(given)).ToUnixTimeMilliseconds(), await Test.ScalarAsync<long>("SELECT expires_at FROM hub_subscriptions"));
    }

    [Fact]
    public async Task A_lease_that_is_not_renewed_ends()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, lease: "3600");

        kit.Clock.Advance(TimeSpan.FromHours(1));
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Empty(subscriber.Deliveries);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task A_lease_that_is_renewed_goes_on()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, lease: "3600");

        kit.Clock.Advance(TimeSpan.FromMinutes(50));
        await kit.SubscribeAsync(subscriber.Address, lease: "3600");
        kit.Clock.Advance(TimeSpan.FromMinutes(50));
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Single(subscriber.Deliveries);
    }

    [Fact]
    public async Task A_renewal_that_is_not_confirmed_leaves_the_lease_and_the_secret_as_they_were()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, secret: "first", lease: "3600");
        var before = await Test.ScalarAsync<string>("SELECT secret || expires_at FROM hub_subscriptions");
        subscriber.Answer = ScriptedWebServer.Status(404);

        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await kit.SubscribeAsync(subscriber.Address, secret: "second", lease: "7200");

        Assert.Equal(before, await Test.ScalarAsync<string>("SELECT secret || expires_at FROM hub_subscriptions"));
    }

    [Fact]
    public async Task A_host_has_no_more_subscriptions_than_it_may()
    {
        await using var kit = await StartAsync(("MaxSubscriptionsPerHost", 2));
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(new Uri(subscriber.Address, "1"));

        Assert.Equal(HubAcceptance.Accepted, await kit.AskAsync(new Uri(subscriber.Address, "2").AbsoluteUri));
        Assert.Equal(HubAcceptance.HostIsFull, await kit.AskAsync(new Uri(subscriber.Address, "3").AbsoluteUri));
        Assert.Equal(HubAcceptance.HostIsFull, await kit.AskAsync(new Uri(subscriber.Address, "3").AbsoluteUri, topic: "https://unknown.example/"));
        Assert.Equal(HubAcceptance.Accepted, await kit.AskAsync(new Uri(subscriber.Address, "1").AbsoluteUri));
        Assert.Equal(HubAcceptance.Accepted, await kit.AskAsync("https://reader.example/"));
        Assert.Equal(HubAcceptance.Accepted, await kit.AskAsync("https://READER.example./2"));
        Assert.Equal(HubAcceptance.HostIsFull, await kit.AskAsync("https://reader.example:8443/3"));
    }

    [Fact]
    public async Task The_hub_has_no_more_subscriptions_than_it_may_however_many_ask_at_once()
    {
        await using var kit = await StartAsync(("MaxSubscriptions", 5));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() => kit.AskAsync($"https://reader{number}.example/"))));

        Assert.Equal(5, answers.Count(answer => answer == HubAcceptance.Accepted));
        Assert.Equal(7, answers.Count(answer => answer == HubAcceptance.HubIsFull));
    }

    [Fact]
    public async Task A_secret_is_kept_encrypted_and_nothing_of_a_subscriber_is_logged()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(new Uri(subscriber.Address, "private-path"), secret: "top-secret-word");
        subscriber.Answer = ScriptedWebServer.Status(500);
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.DoesNotContain("top-secret-word", await Test.ScalarAsync<string>("SELECT secret FROM hub_subscriptions"), StringComparison.Ordinal);
        Assert.Contains(kit.Log, line => line.Contains("could not be delivered", StringComparison.Ordinal));
        Assert.DoesNotContain(kit.Log, line => line.Contains("top-secret-word", StringComparison.Ordinal) || line.Contains("private-path", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_callback_whose_name_leads_to_a_private_address_is_not_reached()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        kit.Resolver = new ChangingResolver(["10.0.0.1"]);
        await kit.RestartAsync();
        await kit.PublishAsync();

        await kit.SubscribeAsync(new UriBuilder(subscriber.Address) { Host = "reader.example" }.Uri);

        Assert.Empty(subscriber.Requests);
        Assert.Equal(0, await kit.CountRequestsAsync());
        Assert.Contains(kit.Log, line => line.Contains("Refused", StringComparison.Ordinal));
    }

    /// <summary>Counts by host are what the command shows.</summary>
    [Fact]
    public async Task Subscriptions_are_counted_by_host()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(new Uri(subscriber.Address, "1"));
        await kit.SubscribeAsync(new Uri(subscriber.Address, "2"));
        subscriber.Answer = (request, context) => ScriptedWebServer.Status(request.PathAndQuery == "/1" ? 500 : 200)(request, context);
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        var host = Assert.Single(await kit.Get<Syndication.Worker.Storage.HubSubscriptionStore>().CountByHostAsync(CancellationToken.None));

        Assert.Equal(("127.0.0.1", 2L, 1L), (host.Host, host.Subscriptions, host.Failing));
    }

    internal static string SignatureOf(string secret, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private async Task<WebSubKit> StartAsync(params (string Key, object Value)[] settings)
    {
        var kit = WebSubKit.Create(Test, settings);
        await kit.PublishAsync("a.md", "Alpha", tags: "heart");
        return kit;
    }
}
