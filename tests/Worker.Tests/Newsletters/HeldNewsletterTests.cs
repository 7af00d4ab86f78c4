using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>A newsletter that gets far more posts than usual mails nothing until ops release it.</summary>
public sealed class HeldNewsletterTests : IAsyncLifetime
{
    private const int Limit = 3;

    private DigestKit kit = null!;
    private string reader = "";

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), digests: new DigestsOptions { MassArrivalLimit = Limit });
        await kit.PublishAsync(kit.CreatePost("old", published: kit.Clock.GetUtcNow().AddDays(-1)));
        await kit.PlanAsync();
        reader = await kit.SubscribeAsync("a@example.com");
    }

    public async ValueTask DisposeAsync() => await kit.DisposeAsync();

    [Fact]
    public async Task As_many_as_the_limit_are_mailed()
    {
        await PublishAsync(Limit);
        await WeekAsync();

        Assert.Equal(Limit, (await Announced.ToAsync(kit, reader)).Count);
    }

    [Fact]
    public async Task More_than_the_limit_hold_the_newsletter()
    {
        await PublishAsync(Limit + 1);
        await WeekAsync();
        var hold = Assert.Single(await HoldsAsync());

        Assert.Empty(await Announced.ToAsync(kit, reader));
        Assert.Equal(("treatments", HoldKind.MassArrival, 4L), (hold.Newsletter, hold.Kind, hold.Affected));
        Assert.Contains("syndication editions release treatments", hold.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_that_trickle_in_count_together()
    {
        await PublishAsync(2);
        kit.Clock.Advance(TimeSpan.FromMinutes(1));
        await PublishAsync(2);

        Assert.Equal(4, Assert.Single(await HoldsAsync()).Affected);
    }

    [Fact]
    public async Task Posts_of_other_days_do_not_count()
    {
        await PublishAsync(Limit);
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await PublishAsync(Limit);

        Assert.Empty(await HoldsAsync());
    }

    [Fact]
    public async Task Release_makes_up_the_firings_that_were_held_once()
    {
        await PublishAsync(Limit + 1);
        for (var week = 0; week < 3; week++) await WeekAsync();
        await ReleaseAsync();
        await kit.PlanAsync();
        await WeekAsync();

        Assert.Equal(Limit + 1, (await Announced.ToAsync(kit, reader)).Count);
    }

    [Fact]
    public async Task What_was_released_does_not_count_again()
    {
        await PublishAsync(Limit + 1);
        await ReleaseAsync();
        await PublishAsync(1);

        Assert.Empty(await HoldsAsync());
    }

    [Fact]
    public async Task Posts_that_count_as_announced_are_never_mailed_and_others_are()
    {
        await PublishAsync(Limit + 1, TimeSpan.FromDays(-400));
        await PublishAsync(1, TimeSpan.Zero);
        var (announced, waiting) = await ReleaseAsync(kit.Clock.GetUtcNow().AddDays(-1));
        await WeekAsync();

        Assert.Equal((Limit + 1, 1), (announced, waiting));
        Assert.Single(await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task What_waited_before_the_flood_is_mailed_although_the_flood_counts_as_announced()
    {
        await PublishAsync(1);
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await PublishAsync(Limit + 1);
        await ReleaseAsync(kit.Clock.GetUtcNow());
        await WeekAsync();

        Assert.Single(await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task A_mailing_by_hand_is_held_as_well()
    {
        await PublishAsync(Limit + 1);

        Assert.Null(await kit.Get<EditionPlanner>().PlanNowAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None));
    }

    [Fact]
    public async Task A_first_start_with_a_lookback_is_what_ops_asked_for()
    {
        await using var fresh = await DigestKit.CreateAsync(TestDatabase.Sqlite(), digests: new DigestsOptions { MassArrivalLimit = Limit, Lookback = TimeSpan.FromDays(7) });
        await fresh.PublishAsync([.. Enumerable.Range(0, 10).Select(_ => fresh.CreatePost())]);
        await fresh.PublishAsync(fresh.CreatePost());

        Assert.Empty(await fresh.Get<HoldStore>().ReadAsync(CancellationToken.None));
    }

    private async Task PublishAsync(int count, TimeSpan age = default)
    {
        var posts = Enumerable.Range(0, count).Select(_ => kit.CreatePost(published: kit.Clock.GetUtcNow() + age)).ToArray();
        foreach (var post in posts)
        {
            // The ledger's rows, which a release reads dates from.
            await kit.Database.ExecuteAsync(
                "INSERT INTO posts (id, file, url, body_hash, content_hash, published, updated, arrival, feeds, first_seen) VALUES (@Id, @Id, @Id, '', '', @Published, 0, @Arrival, '[]', 0)",
                new { post.Id, Published = post.Post.Published.ToUnixTimeMilliseconds(), post.Arrival });
        }

        await kit.PublishAsync(posts);
    }

    private async Task WeekAsync()
    {
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
    }

    private Task<IReadOnlyList<Hold>> HoldsAsync() => kit.Get<HoldStore>().ReadAsync(CancellationToken.None);

    private Task<(long Announced, long Waiting)> ReleaseAsync(DateTimeOffset? through = null) =>
        kit.Get<ReleaseStore>().ReleaseAsync(kit.Newsletter.Name, through, CancellationToken.None);
}
