using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.WebSub;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Outgoing;

namespace Syndication.Tests.Worker.WebSub;

/// <summary>What subscribers of the built-in hub are sent, and what becomes of it when they fail.</summary>
public abstract class DistributionCompliance : StoreCompliance
{
    [Theory]
    [InlineData("all.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("all.rss", "application/rss+xml; charset=utf-8")]
    [InlineData("tags/heart.json", "application/feed+json")]
    public async Task A_changed_feed_is_delivered_whole(string path, string type)
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(new Uri(subscriber.Address, "take?room=7"), topic: kit.TopicOf(path));

        await kit.PublishAsync("b.md", "Beta", tags: "heart");
        await kit.RunDueAsync();

        var delivery = Assert.Single(subscriber.Deliveries);
        Assert.Equal("/take?room=7", delivery.PathAndQuery);
        Assert.Equal(kit.BytesOf(path), delivery.Body);
        Assert.Equal(type, delivery.Headers["Content-Type"]);
        Assert.Equal($"<{kit.TopicOf(path)}>; rel=\"self\", <https://news.example.org/hub>; rel=\"hub\"", delivery.Headers["Link"]);
        Assert.False(delivery.Headers.ContainsKey("X-Hub-Signature"));
    }

    [Fact]
    public async Task A_secret_signs_each_delivery_and_a_new_one_replaces_it()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, secret: "Geheimnis-ğ");
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        await kit.SubscribeAsync(subscriber.Address, secret: "second");
        await kit.PublishAsync("c.md", "Gamma");
        await kit.RunDueAsync();

        Assert.Equal(["Geheimnis-ğ", "second"], subscriber.Deliveries.Zip(["Geheimnis-ğ", "second"])
            .Where(pair => pair.First.Headers["X-Hub-Signature"] == HubCompliance.SignatureOf(pair.Second, pair.First.Body)).Select(pair => pair.Second));
    }

    [Fact]
    public async Task Only_feeds_that_changed_are_delivered()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(new Uri(subscriber.Address, "heart"), topic: kit.TopicOf("tags/heart.atom"));
        await kit.SubscribeAsync(new Uri(subscriber.Address, "all"));

        await kit.PublishAsync("b.md", "Beta", tags: "kidney");
        await kit.RunDueAsync();

        Assert.Equal("/all", Assert.Single(subscriber.Deliveries).PathAndQuery);
    }

    [Fact]
    public async Task Unchanged_bytes_are_delivered_to_nobody_even_after_a_restart()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);

        await kit.PublishAsync();
        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.RunDueAsync();

        Assert.Empty(subscriber.Deliveries);
    }

    [Fact]
    public async Task A_change_that_a_killed_process_made_public_but_told_nobody_of_is_delivered()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);

        kit.Save("b.md", "Beta");
        await kit.Get<Syndication.Feeds.Publishing.ContentPipeline>().RunAsync(null, CancellationToken.None);
        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.RunDueAsync();

        Assert.Equal(kit.BytesOf("all.atom"), Assert.Single(subscriber.Deliveries).Body);
    }

    [Fact]
    public async Task A_failure_is_tried_again_later_even_after_a_restart()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, secret: "s");
        subscriber.Answer = ScriptedWebServer.Status(500);
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        await kit.RunDueAsync();
        Assert.Single(subscriber.Deliveries);

        subscriber.Answer = ScriptedWebServer.EchoAsync;
        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));
        await kit.RunDueAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, subscriber.Deliveries.Count);
        Assert.Equal(HubCompliance.SignatureOf("s", kit.BytesOf("all.atom")), subscriber.Deliveries[1].Headers["X-Hub-Signature"]);
    }

    [Fact]
    public async Task A_delivery_in_the_hands_of_a_killed_process_is_made_up()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        await kit.PublishAsync("b.md", "Beta");
        await kit.Get<Syndication.Worker.Storage.HubSubscriptionStore>().ClaimAsync([], 1, 1, TimeSpan.FromMinutes(1), CancellationToken.None);

        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Single(subscriber.Deliveries);
    }

    [Fact]
    public async Task Waits_grow_until_the_delivery_is_given_up_but_the_next_change_is_delivered_again()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, lease: "2592000");
        subscriber.Answer = ScriptedWebServer.Status(503);
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        foreach (var (minutes, deliveries) in new[] { (1, 2), (4, 2), (1, 3), (30, 4), (119, 4), (1, 5), (360, 6), (720, 7), (1440, 8), (10000, 8) })
        {
            await kit.RunDueAfterAsync(TimeSpan.FromMinutes(minutes));
            Assert.Equal(deliveries, subscriber.Deliveries.Count);
        }

        subscriber.Answer = ScriptedWebServer.EchoAsync;
        await kit.PublishAsync("c.md", "Gamma");
        await kit.RunDueAsync();

        Assert.Equal(kit.BytesOf("all.atom"), subscriber.Deliveries[^1].Body);
        Assert.Equal(9, subscriber.Deliveries.Count);
    }

    [Fact]
    public async Task A_callback_that_is_gone_ends_its_subscription()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        subscriber.Answer = ScriptedWebServer.Status(410);

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        await kit.RunDueAfterAsync(TimeSpan.FromHours(1));

        Assert.Single(subscriber.Deliveries);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using var kit = await StartAsync();
        await using var other = await ScriptedWebServer.SubscriberAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        subscriber.Answer = (_, context) =>
        {
            context.Response.StatusCode = 308;
            context.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        };

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(2, subscriber.Deliveries.Count);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task An_answer_without_end_is_taken_by_its_status()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        subscriber.Answer = ScriptedWebServer.EndlessAsync;

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        await kit.RunDueAfterAsync(TimeSpan.FromHours(1));

        Assert.Single(subscriber.Deliveries);
    }

    [Fact]
    public async Task A_silent_callback_holds_up_nobody_else_and_gets_few_at_a_time()
    {
        await using var kit = await StartAsync();
        await using var silent = await ScriptedWebServer.SubscriberAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        for (var number = 0; number < 12; number++) await kit.SubscribeAsync(new UriBuilder(silent.Address) { Host = "127.0.0.1", Path = $"/{number}" }.Uri);
        kit.Resolver = new ChangingResolver(["127.0.0.1"]);
        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.SubscribeAsync(new UriBuilder(subscriber.Address) { Host = "reader.example" }.Uri);
        var (most, now) = (0, 0);
        silent.Answer = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Eventually.BeTrueAsync(() => subscriber.Deliveries.Count > 0, () => "The other subscriber was held up.");
            Interlocked.Decrement(ref now);
        };

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Single(subscriber.Deliveries);
        Assert.Equal(12, silent.Deliveries.Count);
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task A_callback_that_is_too_slow_is_tried_again()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        kit.Limits = new OutgoingLimits(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(300));
        await kit.RestartAsync();
        subscriber.Answer = ScriptedWebServer.SilentAsync;
        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        kit.Limits = new OutgoingLimits(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
        await kit.RestartAsync();
        await kit.PublishAsync();
        subscriber.Answer = ScriptedWebServer.EchoAsync;

        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));
        await kit.RunDueAfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, subscriber.Deliveries.Count);
    }

    [Fact]
    public async Task A_feed_that_changes_while_it_is_delivered_is_delivered_again()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        subscriber.Answer = async (_, _) =>
        {
            if (subscriber.Deliveries.Count == 1) await kit.PublishAsync("c.md", "Gamma");
        };

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Equal(2, subscriber.Deliveries.Count);
        Assert.Equal(kit.BytesOf("all.atom"), subscriber.Deliveries[1].Body);
    }

    [Fact]
    public async Task A_name_that_turns_private_after_it_confirmed_is_not_delivered_to()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        kit.Resolver = new ChangingResolver(["127.0.0.1"], ["192.168.0.1"]);
        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.SubscribeAsync(new UriBuilder(subscriber.Address) { Host = "reader.example" }.Uri);
        Assert.Equal(1, await kit.CountSubscriptionsAsync());

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Empty(subscriber.Deliveries);
    }

    [Fact]
    public async Task A_subscription_whose_feed_is_gone_is_denied()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address);
        await Test.ExecuteAsync("UPDATE hub_subscriptions SET path = 'tags/gone.atom', due_at = 0");

        await kit.RunDueAsync();
        await kit.RunDueAsync();

        Assert.Empty(subscriber.Deliveries);
        Assert.Equal("denied", subscriber.Questions[^1].Query["hub.mode"]);
        Assert.Equal(kit.TopicOf(), subscriber.Questions[^1].Query["hub.topic"]);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    [Fact]
    public async Task Nothing_goes_out_unsigned_where_a_secret_can_be_read_no_more()
    {
        await using var kit = await StartAsync();
        await using var subscriber = await ScriptedWebServer.SubscriberAsync();
        await kit.SubscribeAsync(subscriber.Address, secret: "s");
        await Test.ExecuteAsync("UPDATE hub_subscriptions SET secret = 'Q2Zk'");

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Empty(subscriber.Deliveries);
        Assert.Equal(0, await kit.CountSubscriptionsAsync());
    }

    private async Task<WebSubKit> StartAsync(params (string Key, object Value)[] settings)
    {
        var kit = WebSubKit.Create(Test, settings);
        await kit.PublishAsync("a.md", "Alpha", tags: "heart");
        return kit;
    }
}
