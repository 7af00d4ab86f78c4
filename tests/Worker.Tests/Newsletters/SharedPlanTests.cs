using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>Two processes plan one edition at the same time, on a real PostgreSQL.</summary>
public sealed class SharedPlanTests : IAsyncLifetime
{
    private const int Readers = 60;

    private DigestKit first = null!;
    private DigestKit second = null!;

    public async ValueTask InitializeAsync()
    {
        first = await DigestKit.CreateAsync(await Engines.PostgresAsync());
        await first.PublishAsync(first.CreatePost("old"));
        await first.PlanAsync();
        second = first.Restarted();
        for (var reader = 0; reader < Readers; reader++)
        {
            await first.SubscribeAsync(string.Create(CultureInfo.InvariantCulture, $"r{reader}@example.com"), zone: reader % 2 == 0 ? null : "Asia/Tokyo");
        }

        // A zone counts from when it is first seen.
        await first.PlanAsync();
        await first.PublishAsync(first.CreatePost("new"));
        second.Published.Replace(first.Published.Current);
        first.Clock.Advance(TimeSpan.FromDays(7));
    }

    public async ValueTask DisposeAsync()
    {
        if (second is not null) await second.DisposeAsync();
        if (first is not null) await first.DisposeAsync();
    }

    [Fact]
    public async Task A_post_that_is_added_meanwhile_is_in_it_for_all_or_for_none_of_a_zone()
    {
        using var planned = new CancellationTokenSource();
        var adding = AddPostsAsync(planned.Token);
        await Task.WhenAll(PlanAsync(first), PlanAsync(second));
        await planned.CancelAsync();
        var added = await adding;

        var editions = await ReadAsync();
        Assert.True(added > 2, "No post came while it was planned.");
        Assert.Equal(Readers, editions.Count);
        Assert.All(editions.GroupBy(delivery => (delivery.Edition, delivery.Zone)), zone => Assert.Single(zone.Select(delivery => delivery.Posts).Distinct()));
    }

    [Fact]
    public async Task A_planner_that_has_not_read_the_newest_post_leaves_the_zone_to_one_that_has()
    {
        var behind = first.Published.Current;
        await first.PublishAsync(first.CreatePost("newest"));
        await first.SetLedgerRevisionAsync(first.Published.Current.Revision);
        second.Published.Replace(behind);
        await PlanAsync(second);
        var alone = await first.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries");
        await PlanAsync(first);

        Assert.Equal(0, alone);
        var editions = await ReadAsync();
        Assert.Equal(Readers, editions.Count);
        Assert.All(editions, delivery => Assert.Equal("new newest", delivery.Posts));
    }

    private static Task PlanAsync(DigestKit kit) => Task.Run(async () =>
    {
        var planner = new EditionPlanner(kit.Get<EditionStore>(), kit.Get<PlanningLimits>(), kit.Get<PlanningStore>(), kit.Published, NullLogger<EditionPlanner>.Instance) { PortionSize = 1 };
        await planner.PlanAsync(kit.Newsletter, kit.Newsletter.Schedules[0], kit.Clock.GetUtcNow(), CancellationToken.None);
    });

    /// <summary>The first process takes posts up as they come; the second follows it.</summary>
    private async Task<int> AddPostsAsync(CancellationToken planned)
    {
        var count = 0;
        while (!planned.IsCancellationRequested && count < 50)
        {
            await first.PublishAsync(first.CreatePost());
            await first.SetLedgerRevisionAsync(first.Published.Current.Revision);
            second.Published.Replace(first.Published.Current);
            count++;
        }

        return count;
    }

    private async Task<IReadOnlyList<(string Edition, string Zone, string Posts)>> ReadAsync()
    {
        var rows = await first.Database.Database.ReadAsync(connection => connection.QueryAsync<(string Edition, string Zone, string Posts)>(
            """
            SELECT d.edition_id, COALESCE(s.time_zone, ''), v.posts FROM deliveries d
            JOIN subscriptions s ON s.id = d.subscription_id JOIN variants v ON v.edition_id = d.edition_id AND v.key = d.variant_key
            """), CancellationToken.None);
        return [.. rows.Select(row => (row.Edition, row.Zone, string.Join(' ', JsonSerializer.Deserialize<EditionPost[]>(row.Posts, JsonSerializerOptions.Web)!.Select(post => post.Id).Order(StringComparer.Ordinal))))];
    }
}
