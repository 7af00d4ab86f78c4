using System.Globalization;
using Dapper;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Outlook;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>The clock of the kit stands at Monday 2026-11-23, 09:00 UTC; daily and weekly digests go out at 08:00.</summary>
public sealed class SimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Simulation_says_what_planning_then_does()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), digests: new DigestsOptions { SettleTime = TimeSpan.FromHours(2) });
        await kit.PublishAsync(kit.CreatePost("old"));
        string?[] zones = [null, "Asia/Tokyo", "Pacific/Honolulu"];
        string[]?[] tags = [null, ["heart"], ["heart", "skin"]];
        for (var number = 0; number < 24; number++)
        {
            await kit.SubscribeAsync(Invariant($"r{number}@example.com"), number % 2 == 0 ? "daily" : "weekly", zones[number % 3], tags[number / 3 % 3]);
        }

        await kit.SubscribeAsync("paused@example.com", "daily", state: "Paused");
        await kit.PlanAsync();
        await kit.PublishAsync(kit.CreatePost("now", tags: ["heart"]));
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await kit.PlanAsync();
        // One is owed what it was refused.
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = CASE WHEN id = (SELECT MIN(id) FROM deliveries) THEN 'Bounced' ELSE 'Sent' END, finished_at = 1");
        (LedgerPost Post, int Hours)[] scheduled =
            [(kit.CreatePost("skin", tags: ["skin"]), 7), (kit.CreatePost("heart", tags: ["heart"]), 30), (kit.CreatePost("none"), 31), (kit.CreatePost("late"), 200)];
        var simulated = await SimulateAsync(kit, TimeSpan.FromDays(8), [.. scheduled.Select(one => (one.Post, kit.Clock.GetUtcNow().AddHours(one.Hours)))]);

        for (var hour = 1; hour <= 8 * 24; hour++)
        {
            kit.Clock.Advance(TimeSpan.FromHours(1));
            await kit.PublishAsync([.. scheduled.Where(one => one.Hours == hour).Select(one => one.Post)]);
            await kit.PlanAsync();
            await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Sent', finished_at = 1 WHERE state = 'Queued'");
        }

        var planned = await ReadPlannedAsync(kit);
        Assert.NotEmpty(planned);
        Assert.Equal(planned, simulated.Where(firing => firing.Readers > 0).Select(firing => Invariant($"{firing.Schedule} {firing.Occurrence} {firing.TimeZone} {firing.Readers}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        await kit.SubscribeAsync("a@example.com", "daily", "Asia/Tokyo");
        await SimulateAsync(kit, TimeSpan.FromDays(3), [(kit.CreatePost("new"), Start.AddHours(1))]);

        foreach (var table in new[] { "schedule_zones", "editions", "deliveries" }) Assert.Equal(0, await kit.Database.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM arrivals"));
    }

    [Fact]
    public async Task Post_of_no_reader_s_tags_is_shown_with_nobody()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        await kit.SubscribeAsync("a@example.com", "daily", tags: ["heart"]);
        var firing = (await SimulateAsync(kit, TimeSpan.FromDays(1), [(kit.CreatePost("skin", tags: ["skin"]), Start.AddHours(1))])).Single(one => one.Schedule == "daily");

        Assert.Equal((FiringOutcome.Nothing, 1L, 0L), (firing.Outcome, firing.Confirmed, firing.Readers));
        Assert.Equal(("skin", 0L, true), (firing.Posts.Single().Id, firing.Posts.Single().Readers, firing.Posts.Single().IsScheduled));
    }

    [Fact]
    public async Task Posts_past_the_most_are_told()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        await kit.SubscribeAsync("a@example.com", "daily");
        var posts = Enumerable.Range(0, 12).Select(number => (kit.CreatePost(Invariant($"p{number}")), Start.AddHours(1 + number))).ToArray();
        var firing = (await SimulateAsync(kit, TimeSpan.FromDays(1), posts)).Single(one => one.Schedule == "daily");

        Assert.Equal((12, 2), (firing.Posts.Count, firing.BeyondMaxPosts));
        Assert.Contains("MaxPosts 10: 2 by title alone", firing.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_newsletter_sends_nothing_and_says_why()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        await kit.SubscribeAsync("a@example.com", "daily");
        await kit.Get<HoldStore>().SetAsync(new Hold { Scope = Hold.ScopeOf("treatments"), Kind = HoldKind.MassArrival, Reason = "Many.", HeldAt = Start }, [], CancellationToken.None);
        var firings = await SimulateAsync(kit, TimeSpan.FromDays(2), [(kit.CreatePost("new"), Start.AddHours(1))]);

        Assert.All(firings, firing => Assert.Equal((FiringOutcome.Held, 0L), (firing.Outcome, firing.Readers)));
        Assert.Contains("editions release treatments", firings[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_that_would_be_held_when_they_go_live_at_once_hold_what_comes_after()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), digests: new DigestsOptions { MassArrivalLimit = 3 });
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        await kit.SubscribeAsync("a@example.com", "daily");
        var posts = Enumerable.Range(0, 4).Select(number => (kit.CreatePost(Invariant($"p{number}")), Start.AddHours(30))).ToArray();
        var firings = (await SimulateAsync(kit, TimeSpan.FromDays(3), posts)).Where(firing => firing.Schedule == "daily").ToList();

        Assert.Equal([FiringOutcome.Nothing, FiringOutcome.Held, FiringOutcome.Held], firings.Select(firing => firing.Outcome));
        Assert.Contains("Digests:MassArrivalLimit", firings[1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missed_firings_are_absorbed_by_the_last_and_planned_ones_are_told_as_such()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        await kit.SubscribeAsync("a@example.com", "daily");
        await kit.PlanAsync();
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await kit.PlanAsync();
        kit.Clock.Advance(TimeSpan.FromDays(3));
        var firings = (await SimulateAsync(kit, TimeSpan.FromDays(1), [(kit.CreatePost("new"), Start.AddDays(2))], Start)).Where(firing => firing.Schedule == "daily").ToList();

        Assert.Equal([FiringOutcome.Planned, FiringOutcome.Absorbed, FiringOutcome.Absorbed, FiringOutcome.Sends, FiringOutcome.Nothing], firings.Select(firing => firing.Outcome));
        Assert.Contains("made up by 2026-11-27T08:00:00", firings[1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_of_many_pages_count_once_each()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost(published: Start.AddDays(-9)));
        for (var number = 0; number < 25; number++) await kit.SubscribeAsync(Invariant($"r{number}@example.com"), "daily");
        var simulator = new EditionSimulator(kit.Get<FiringCalendar>(), kit.Get<PlanningStore>(), kit.Get<ArrivalStore>(), kit.Get<FutureArrivalsReader>()) { PageSize = 5 };
        var firings = await simulator.SimulateAsync(kit.Newsletter, PostsOf(kit, [(kit.CreatePost("new"), Start.AddHours(1))]), Start, Start.AddDays(1), CancellationToken.None);

        Assert.Equal(25, firings!.Single(firing => firing.Schedule == "daily").Readers);
    }

    [Fact]
    public async Task Schedule_of_every_second_is_too_much_to_tell()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        var zone = TimeZoneInfo.Utc;
        var often = kit.Newsletter with { Schedules = [new ScheduleOptions("often", new Quartz.CronExpression("* * * * * ?", zone), zone)] };

        Assert.Null(await kit.Get<EditionSimulator>().SimulateAsync(often, PostsOf(kit, []), Start, Start.AddDays(30), CancellationToken.None));
    }

    private static async Task<IReadOnlyList<FiringOutlook>> SimulateAsync(DigestKit kit, TimeSpan period, (LedgerPost Post, DateTimeOffset At)[] scheduled, DateTimeOffset? from = null)
    {
        var now = kit.Clock.GetUtcNow();
        return (await kit.Get<EditionSimulator>().SimulateAsync(kit.Newsletter, PostsOf(kit, scheduled), from ?? now, now + period, CancellationToken.None))!;
    }

    private static FuturePosts PostsOf(DigestKit kit, (LedgerPost Post, DateTimeOffset At)[] scheduled) => new(
        new PublishedState(9, kit.Published.Current.Posts.SetItems(scheduled.Select(one => KeyValuePair.Create(one.Post.Id, one.Post)))),
        scheduled.ToDictionary(one => one.Post.Id, one => one.At, StringComparer.Ordinal));

    private static async Task<IEnumerable<string>> ReadPlannedAsync(DigestKit kit)
    {
        var rows = await kit.Database.Database.ReadAsync(connection => connection.QueryAsync<(string Schedule, string Occurrence, string Zone, long Count)>(
            """
            SELECT e.schedule, e.occurrence, COALESCE(s.time_zone, 'Europe/Berlin'), COUNT(*)
            FROM deliveries d JOIN editions e ON e.id = d.edition_id JOIN subscriptions s ON s.id = d.subscription_id
                JOIN edition_zones z ON z.edition_id = e.id AND z.time_zone = COALESCE(s.time_zone, 'Europe/Berlin')
            WHERE z.fires_at > @Simulated GROUP BY 1, 2, 3
            """, new { Simulated = Start.AddDays(1).ToUnixTimeMilliseconds() }), CancellationToken.None);
        return rows.Select(row => Invariant($"{row.Schedule} {row.Occurrence} {row.Zone} {row.Count}")).Order(StringComparer.Ordinal);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
