using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Newsletters;

public sealed class EditionPlannerTests : IAsyncLifetime
{
    private DigestKit kit = null!;

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost("old"));
        await kit.PlanAsync();
    }

    public async ValueTask DisposeAsync() => await kit.DisposeAsync();

    [Fact]
    public async Task Nothing_before_the_first_start_is_made_up()
    {
        await kit.SubscribeAsync("a@example.com");
        Assert.Empty(await kit.PlanAsync());
    }

    [Fact]
    public async Task First_start_finds_nothing_new()
    {
        await kit.SubscribeAsync("a@example.com");
        kit.Clock.Advance(TimeSpan.FromDays(7));
        Assert.All(await kit.PlanAsync(), planned => Assert.Equal(0, planned.Deliveries));
    }

    [Fact]
    public async Task Backdated_post_is_still_announced()
    {
        var reader = await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("late", published: kit.Clock.GetUtcNow() - TimeSpan.FromDays(365)));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Equal(["late"], await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task Firings_missed_while_down_are_made_up_once()
    {
        var reader = await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("new"));
        kit.Clock.Advance(TimeSpan.FromDays(50));
        var weekly = (await kit.PlanAsync()).Where(planned => planned.Edition.Schedule == "weekly").ToList();
        Assert.Equal("2027-01-11T08:00:00", Assert.Single(weekly).Edition.Occurrence);
        Assert.Empty(await kit.PlanAsync());
        Assert.Equal(["new"], await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task A_worker_that_lags_behind_the_ledger_passes_over_no_post()
    {
        var reader = await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("new"));
        await kit.SetLedgerRevisionAsync(1_000_000);
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Empty(await Announced.ToAsync(kit, reader));
        await kit.SetLedgerRevisionAsync(0);
        await kit.PlanAsync();
        Assert.Equal(["new"], await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task Post_of_another_type_is_not_announced()
    {
        await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost(type: "event"));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        Assert.All(await kit.PlanAsync(), planned => Assert.Equal(0, planned.Deliveries));
    }

    [Fact]
    public async Task Pause_ends_by_itself_with_one_catch_up()
    {
        var reader = await kit.SubscribeAsync("a@example.com", zone: "Asia/Tokyo");
        await kit.Database.ExecuteAsync(
            "UPDATE subscriptions SET state = 'Paused', paused_until = @until", new { until = kit.Clock.GetUtcNow().AddDays(10).ToUnixTimeMilliseconds() });
        await kit.PublishAsync(kit.CreatePost("first"));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Empty(await Announced.ToAsync(kit, reader));
        await kit.PublishAsync(kit.CreatePost("second"));
        kit.Clock.Advance(TimeSpan.FromDays(7));

        await kit.PlanAsync();
        await kit.PlanAsync();

        Assert.Equal(["first", "second"], (await Announced.ToAsync(kit, reader)).Order());
        Assert.Equal("Confirmed 1", await kit.Database.ScalarAsync<string>("SELECT state || ' ' || (SELECT COUNT(*) FROM deliveries) FROM subscriptions"));
    }

    [Fact]
    public async Task Reader_gets_only_the_tags_asked_for()
    {
        var reader = await kit.SubscribeAsync("a@example.com", tags: ["heart"]);
        await kit.PublishAsync(kit.CreatePost("h", tags: ["heart", "skin"]), kit.CreatePost("s", tags: ["skin"]));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Equal(["h"], await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task Only_confirmed_readers_are_planned()
    {
        foreach (var state in new[] { "Pending", "Paused", "Unsubscribed" }) await kit.SubscribeAsync(state + "@example.com", state: state);
        await kit.PublishAsync(kit.CreatePost());
        kit.Clock.Advance(TimeSpan.FromDays(7));
        Assert.All(await kit.PlanAsync(), planned => Assert.Equal(0, planned.Deliveries));
    }

    [Fact]
    public async Task Resumed_reader_gets_one_catch_up()
    {
        var reader = await kit.SubscribeAsync("a@example.com", state: "Paused");
        foreach (var id in new[] { "one", "two" })
        {
            await kit.PublishAsync(kit.CreatePost(id));
            kit.Clock.Advance(TimeSpan.FromDays(7));
            await kit.PlanAsync();
        }

        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Confirmed'");
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Equal(["one", "two"], (await Announced.ToAsync(kit, reader)).Order(StringComparer.Ordinal));
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));
    }

    [Fact]
    public async Task New_edition_takes_over_what_still_waits()
    {
        var reader = await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("one"));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        await kit.PublishAsync(kit.CreatePost("two"));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Cancelled' AND superseded_by IS NOT NULL"));
        Assert.Equal(["one", "two"], (await Announced.ToAsync(kit, reader)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Sending")]
    [InlineData("Unknown")]
    [InlineData("Sent")]
    public async Task New_edition_never_takes_over_what_may_have_left(string state)
    {
        await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("one"));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = @state", new { state });
        kit.Clock.Advance(TimeSpan.FromDays(7));
        Assert.All(await kit.PlanAsync(), planned => Assert.Equal(0, planned.Deliveries));
    }

    [Fact]
    public async Task What_ended_unaccepted_is_due_again()
    {
        var reader = await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("one"));
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Bounced', finished_at = 0");
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Equal(["one"], await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task Killed_planner_is_finished_by_the_next_without_a_double()
    {
        for (var i = 0; i < 5; i++) await kit.SubscribeAsync($"r{i}@example.com");
        await kit.PublishAsync(kit.CreatePost());
        kit.Clock.Advance(TimeSpan.FromDays(7));
        var (newsletter, weekly) = (kit.Newsletter, kit.Newsletter.Schedules[0]);
        var planner = new EditionPlanner(kit.Get<EditionStore>(), kit.Get<PlanningLimits>(), kit.Get<PlanningStore>(), kit.Published,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<EditionPlanner>.Instance)
        { PortionSize = 2 };
        var firing = Firings.LastBetween(weekly, weekly.TimeZone, kit.Clock.GetUtcNow() - TimeSpan.FromDays(1), kit.Clock.GetUtcNow())!.Value;
        var edition = new Syndication.Worker.Model.Edition
        {
            Id = "e",
            Newsletter = newsletter.Name,
            Schedule = weekly.Name,
            Occurrence = Firings.Occurrence(firing, weekly.TimeZone),
            State = Syndication.Worker.Model.EditionState.Planning,
            Through = 2,
        };
        var share = await kit.Get<EditionStore>().OpenAsync(edition, weekly.TimeZone.Id, weekly.TimeZone.Id, firing, CancellationToken.None);
        var due = new DuePosts(newsletter, kit.Published.Current, 2);
        await kit.Get<PlanningStore>().PlanNextAsync(share!, true, due.Decide, 2, CancellationToken.None);
        await planner.PlanAsync(newsletter, weekly, kit.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(5, await kit.Database.ScalarAsync<long>("SELECT COUNT(DISTINCT subscription_id) FROM deliveries"));
        Assert.Equal(5, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions WHERE schedule = 'weekly'"));
    }

    [Fact]
    public async Task Service_ends_the_plan_of_a_send_that_was_killed()
    {
        for (var i = 0; i < 5; i++) await kit.SubscribeAsync($"r{i}@example.com");
        await kit.PublishAsync(kit.CreatePost());
        var now = kit.Clock.GetUtcNow();
        var edition = new Syndication.Worker.Model.Edition
        {
            Id = "e",
            Newsletter = kit.Newsletter.Name,
            Schedule = Syndication.Worker.Model.EditionShare.Everyone,
            Occurrence = "now/2026-11-23",
            State = Syndication.Worker.Model.EditionState.Planning,
            Through = 2,
        };
        var share = await kit.Get<EditionStore>().OpenAsync(edition, "*", "*", now, CancellationToken.None);
        await kit.Get<PlanningStore>().PlanNextAsync(share!, true, new DuePosts(kit.Newsletter, kit.Published.Current, 2).Decide, 2, CancellationToken.None);

        // The command may still be at it.
        Assert.Empty(await kit.PlanNoticesAsync());
        kit.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(3, Assert.Single(await kit.PlanNoticesAsync()).Deliveries);
        Assert.Equal(5, await kit.Database.ScalarAsync<long>("SELECT COUNT(DISTINCT subscription_id) FROM deliveries WHERE edition_id = 'e'"));
        Assert.Equal("Sending", await kit.Database.ScalarAsync<string>("SELECT state FROM editions"));
        Assert.Empty(await kit.PlanNoticesAsync());
    }

    [Fact]
    public async Task Send_now_says_when_nothing_is_due_and_leaves_no_edition()
    {
        await kit.SubscribeAsync("a@example.com");
        Assert.Null(await kit.Get<EditionPlanner>().PlanNowAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None));
        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions"));
    }

    [Fact]
    public async Task Latest_leaves_watermarks_where_they_are()
    {
        var reader = await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost("new"));
        var planned = await kit.Get<EditionPlanner>().PlanLatestAsync(kit.Newsletter, 2, kit.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(1, planned!.Deliveries);
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Sent'");
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
        Assert.Equal(["new", "new", "old"], (await Announced.ToAsync(kit, reader)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Latest_whose_command_was_killed_half_way_is_planned_on_with_the_same_posts()
    {
        for (var i = 0; i < 5; i++) await kit.SubscribeAsync($"r{i}@example.com");
        await kit.PublishAsync(kit.CreatePost("first"), kit.CreatePost("second"));
        var planned = await kit.Get<EditionPlanner>().PlanLatestAsync(kit.Newsletter, 2, kit.Clock.GetUtcNow(), CancellationToken.None);
        Assert.Equal(5, planned!.Deliveries);
        var variant = await kit.Database.ScalarAsync<string>("SELECT MIN(variant_key) FROM deliveries");
        // As after its first portion.
        await kit.Database.ExecuteAsync(
            """
            UPDATE edition_zones SET cursor = (SELECT id FROM subscriptions ORDER BY id LIMIT 1 OFFSET 1), planned_at = NULL;
            DELETE FROM deliveries WHERE subscription_id > (SELECT cursor FROM edition_zones);
            UPDATE editions SET state = 'Planning'
            """);
        Assert.Equal(2, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));

        await kit.PublishAsync(kit.CreatePost("third"));
        Assert.Empty(await kit.Get<EditionPlanner>().PlanNoticesAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None));
        kit.Clock.Advance(TimeSpan.FromMinutes(6));
        var finished = Assert.Single(await kit.Get<EditionPlanner>().PlanNoticesAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None));

        Assert.Equal(3, finished.Deliveries);
        Assert.Equal(5, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE variant_key = @variant", new { variant }));
    }

    [Fact]
    public async Task Post_is_announced_only_once_it_has_settled()
    {
        await using var settling = await DigestKit.CreateAsync(TestDatabase.Sqlite(), digests: new DigestsOptions { SettleTime = TimeSpan.FromHours(1) });
        await settling.PublishAsync(settling.CreatePost());
        await settling.SubscribeAsync("a@example.com");
        settling.Clock.Advance(TimeSpan.FromHours(2));
        await settling.PublishAsync(settling.CreatePost("new"));
        var planner = settling.Get<EditionPlanner>();
        Assert.Null(await planner.PlanNowAsync(settling.Newsletter, settling.Clock.GetUtcNow(), CancellationToken.None));
        settling.Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await planner.PlanNowAsync(settling.Newsletter, settling.Clock.GetUtcNow(), CancellationToken.None));
    }
}
