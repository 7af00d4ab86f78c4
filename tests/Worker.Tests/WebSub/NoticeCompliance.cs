using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Syndication.Tests.Support.WebSub;
using Syndication.Tests.Worker.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Outgoing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.WebSub;

/// <summary>What outside hubs are told.</summary>
public abstract class NoticeCompliance : StoreCompliance
{
    [Fact]
    public async Task A_hub_is_told_once_of_every_feed_that_a_pass_changed()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(hub);

        await kit.PublishAsync("b.md", "Beta", tags: "heart");
        await kit.RunDueAsync();

        var notice = Assert.Single(hub.Deliveries.Skip(1));
        Assert.Equal("application/x-www-form-urlencoded", notice.Headers["Content-Type"]);
        Assert.Equal("publish", notice.Form["hub.mode"]);
        Assert.Equal(
            new[] { "all.atom", "all.json", "all.rss", "tags/heart.atom", "tags/heart.json", "tags/heart.rss" }.Select(path => kit.TopicOf(path)),
            notice.Form["hub.url"].OrderBy(url => url, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_feeds_are_public_before_a_hub_is_told()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(hub);
        var seen = "";
        hub.Answer = (_, _) =>
        {
            seen = Encoding.UTF8.GetString(kit.BytesOf("all.atom"));
            return Task.CompletedTask;
        };

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Contains("Beta", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_name_every_hub()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(hub);

        string[] hubs = ["https://news.example.org/hub", hub.Address.AbsoluteUri];
        foreach (var path in new[] { "all.rss", "all.atom" })
        {
            var links = XDocument.Parse(Encoding.UTF8.GetString(kit.BytesOf(path))).Descendants(XName.Get("link", "http://www.w3.org/2005/Atom"));
            Assert.Equal(hubs, links.Where(link => (string?)link.Attribute("rel") == "hub").Select(link => link.Attribute("href")!.Value));
        }

        using var json = JsonDocument.Parse(kit.BytesOf("all.json"));
        Assert.Equal(hubs, json.RootElement.GetProperty("hubs").EnumerateArray().Select(one => one.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task Unchanged_bytes_tell_nobody_even_after_a_restart()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(hub);

        await kit.PublishAsync();
        await kit.RestartAsync();
        await kit.PublishAsync();
        await kit.RunDueAsync();

        Assert.Single(hub.Deliveries);
    }

    [Fact]
    public async Task A_hub_that_is_down_is_told_later_and_holds_up_no_other()
    {
        await using var up = await ScriptedWebServer.AnsweringAsync(202);
        await using var down = await ScriptedWebServer.AnsweringAsync(500);
        await using var kit = await StartAsync(up, down);
        Assert.Equal((1, 1), (up.Deliveries.Count, down.Deliveries.Count));

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();
        Assert.Equal((2, 1), (up.Deliveries.Count, down.Deliveries.Count));

        await kit.RestartAsync();
        await kit.PublishAsync();
        down.Answer = ScriptedWebServer.Status(204);
        await kit.RunDueAfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal((2, 2), (up.Deliveries.Count, down.Deliveries.Count));
        Assert.Contains(kit.TopicOf("tags/heart.rss"), down.Deliveries[1].Form["hub.url"].ToArray());
        Assert.Empty(await kit.Get<HubNoticeStore>().CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_silent_hub_holds_up_no_other()
    {
        await using var silent = await ScriptedWebServer.AnsweringAsync(204);
        await using var up = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(silent, up);
        kit.Limits = new OutgoingLimits(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(500));
        await kit.RestartAsync();
        silent.Answer = ScriptedWebServer.SilentAsync;

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Equal(2, up.Deliveries.Count);
        Assert.Equal(silent.Address.AbsoluteUri, Assert.Single(await kit.Get<HubNoticeStore>().CountAsync(CancellationToken.None)).Hub);
    }

    [Fact]
    public async Task A_hub_that_stays_down_is_given_up_and_told_of_the_next_change()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(500);
        await using var kit = await StartAsync(hub);
        for (var day = 0; day < 10; day++) await kit.RunDueAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(8, hub.Deliveries.Count);

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Equal(9, hub.Deliveries.Count);
        Assert.Contains(kit.Log, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("could not be told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hub_that_stays_down_is_told_by_health_until_it_is_up()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(500);
        await using var kit = await StartAsync(hub);
        var health = new HubHealthCheck(kit.Get<HubNoticeStore>());
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new())).Status);

        for (var day = 0; day < 4; day++) await kit.RunDueAfterAsync(TimeSpan.FromDays(1));

        var told = await health.CheckHealthAsync(new());
        Assert.Equal(HealthStatus.Degraded, told.Status);
        Assert.Contains(hub.Address.AbsoluteUri, told.Description, StringComparison.Ordinal);

        hub.Answer = (_, context) =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        };
        await kit.RunDueAfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(new())).Status);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using var other = await ScriptedWebServer.AnsweringAsync(204);
        await using var hub = await ScriptedWebServer.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = other.Address.AbsoluteUri;
            return Task.CompletedTask;
        });
        await using var kit = await StartAsync(hub);

        Assert.Empty(other.Requests);
        Assert.NotEmpty(await kit.Get<HubNoticeStore>().CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_feed_that_changes_while_a_hub_is_told_is_told_again()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(hub);
        hub.Answer = async (_, _) =>
        {
            if (hub.Deliveries.Count == 2) await kit.PublishAsync("c.md", "Gamma");
        };

        await kit.PublishAsync("b.md", "Beta");
        await kit.RunDueAsync();

        Assert.Equal(3, hub.Deliveries.Count);
        Assert.Contains(kit.TopicOf(), hub.Deliveries[2].Form["hub.url"].ToArray());
    }

    [Fact]
    public async Task More_feeds_than_a_notice_takes_are_told_in_several()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = await StartAsync(hub);

        await kit.PublishAsync("b.md", "Beta", tags: string.Join(", ", Enumerable.Range(0, 50).Select(number => $"tag{number}")));
        await kit.RunDueAsync();

        var notices = hub.Deliveries.Skip(1).ToList();
        Assert.Equal(2, notices.Count);
        Assert.All(notices, notice => Assert.InRange(notice.Form["hub.url"].Count, 1, HubNoticeStore.MostFeeds));
        Assert.Equal(153, notices.SelectMany(notice => notice.Form["hub.url"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_hub_that_is_configured_no_longer_is_forgotten()
    {
        await using var hub = await ScriptedWebServer.AnsweringAsync(500);
        await using (await StartAsync(hub))
        {
            Assert.NotEqual(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM hub_notices"));
        }

        await using var other = await ScriptedWebServer.AnsweringAsync(204);
        await using var kit = WebSubKit.Create(Test, ("Hubs", new[] { other.Address.AbsoluteUri }));
        await kit.RunDueAsync();

        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM hub_notices"));
    }

    [Fact]
    public async Task A_site_without_hubs_notes_nothing()
    {
        await using var kit = WebSubKit.Create(Test, ("BuiltInHub", false));

        await kit.PublishAsync("a.md", "Alpha");

        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM hub_topics"));
        Assert.DoesNotContain("hub", Encoding.UTF8.GetString(kit.BytesOf("all.atom")), StringComparison.Ordinal);
    }

    /// <summary>A kit whose first post has been published and told.</summary>
    private async Task<WebSubKit> StartAsync(params ScriptedWebServer[] hubs)
    {
        var kit = WebSubKit.Create(Test, ("Hubs", hubs.Select(hub => hub.Address.AbsoluteUri).ToArray()));
        await kit.PublishAsync("a.md", "Alpha", tags: "heart");
        await kit.RunDueAsync();
        return kit;
    }
}
