using Quartz;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Newsletters;

namespace Syndication.Tests.Worker.Newsletters;

public sealed class ZoneTests
{
    [Fact]
    public async Task Each_zone_is_planned_into_the_same_occurrence_at_its_own_instant()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost());
        var berlin = await kit.SubscribeAsync("b@example.com");
        var tokyo = await kit.SubscribeAsync("t@example.com", zone: "Asia/Tokyo");
        var honolulu = await kit.SubscribeAsync("h@example.com", zone: "Pacific/Honolulu");
        await kit.PlanAsync();
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await kit.PlanAsync();
        await kit.PublishAsync(kit.CreatePost("new"));
        kit.Clock.Advance(new DateTimeOffset(2026, 11, 29, 23, 0, 0, TimeSpan.Zero) - kit.Clock.GetUtcNow());
        await kit.PlanAsync();
        Assert.Equal((1, 0, 0), await CountsAsync());
        await kit.PublishAsync(kit.CreatePost("between"));
        kit.Clock.Advance(TimeSpan.FromHours(8));
        await kit.PlanAsync();
        Assert.Equal((1, 1, 0), await CountsAsync());
        kit.Clock.Advance(TimeSpan.FromHours(11));
        await kit.PlanAsync();
        // The first zone fixed what the occurrence announces.
        Assert.Equal((1, 1, 1), await CountsAsync());
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions WHERE occurrence = '2026-11-30T08:00:00' AND schedule = 'weekly'"));

        async Task<(int, int, int)> CountsAsync() =>
            ((await Announced.ToAsync(kit, tokyo)).Count, (await Announced.ToAsync(kit, berlin)).Count, (await Announced.ToAsync(kit, honolulu)).Count);
    }

    [Fact]
    public async Task Change_of_zone_never_gives_an_occurrence_twice()
    {
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        await kit.PublishAsync(kit.CreatePost());
        var reader = await kit.SubscribeAsync("t@example.com", zone: "Asia/Tokyo");
        await kit.PlanAsync();
        await kit.PublishAsync(kit.CreatePost("new"));
        kit.Clock.Advance(new DateTimeOffset(2026, 11, 29, 23, 0, 0, TimeSpan.Zero) - kit.Clock.GetUtcNow());
        await kit.PlanAsync();
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET time_zone = NULL");
        kit.Clock.Advance(TimeSpan.FromHours(9));
        await kit.PlanAsync();
        Assert.Equal(["new"], await Announced.ToAsync(kit, reader));
    }

    [Theory]
    [InlineData("2026-03-29", "Europe/Berlin")] // clocks go forward at 2
    [InlineData("2026-10-25", "Europe/Berlin")] // clocks go back at 3
    [InlineData("2026-03-08", "America/New_York")]
    [InlineData("2026-11-01", "America/New_York")]
    public void Half_past_two_fires_once_on_a_day_when_the_clocks_change(string day, string zoneName)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var schedule = new ScheduleOptions("nightly", new CronExpression("0 30 2 * * ?", zone), zone);
        var start = new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero) - TimeSpan.FromHours(1);
        var occurrences = new List<string>();
        var planned = start;
        // Local noon to local noon, looked at every ten minutes.
        for (var now = start; now < start + TimeSpan.FromHours(24); now += TimeSpan.FromMinutes(10))
        {
            if (Firings.LastBetween(schedule, zone, planned, now) is not { } firing) continue;
            planned = firing;
            occurrences.Add(Firings.Occurrence(firing, zone)[..10]);
        }

        Assert.Equal(day, Assert.Single(occurrences.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_year_of_missed_seconds_collapses_into_the_last()
    {
        var schedule = new ScheduleOptions("busy", new CronExpression("* * * * * ?", TimeZoneInfo.Utc), TimeZoneInfo.Utc);
        var now = new ManualClock().GetUtcNow();
        Assert.Equal(now, Firings.LastBetween(schedule, TimeZoneInfo.Utc, now - TimeSpan.FromDays(365), now));
    }
}
