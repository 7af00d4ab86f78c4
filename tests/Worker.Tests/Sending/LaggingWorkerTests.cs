using Syndication.Tests.Support.Digests;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Tests.Worker.Sending;

/// <summary>A worker that sends although it has not yet read what another has put into the ledger.</summary>
public sealed class LaggingWorkerTests : IAsyncLifetime
{
    private const string Body = "Some people ask about it.";

    private DigestKit holder = null!;
    private DigestKit lagging = null!;

    public async ValueTask InitializeAsync()
    {
        holder = await DigestKit.CreateAsync(await Engines.PostgresAsync(), digests: new DigestsOptions { MassArrivalLimit = 2 });
        lagging = holder.Restarted();
        foreach (var kit in new[] { holder, lagging }) await kit.WritePostAsync("old", Body);
        await holder.IngestAsync();
        await lagging.IngestAsync();
        await holder.PlanAsync();
        await holder.SubscribeAsync("a@example.com");
        await holder.WritePostAsync("new", Body);
        await holder.IngestAsync();
        holder.Clock.Advance(TimeSpan.FromDays(7));
        await holder.PlanAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (lagging is not null) await lagging.DisposeAsync();
        if (holder is not null) await holder.DisposeAsync();
    }

    [Fact]
    public async Task A_post_that_it_has_not_read_is_not_taken_for_removed()
    {
        // It has not looked at the ledger since: what it claims tells it.
        var delivery = Assert.Single(await lagging.Get<DeliveryStore>().ClaimAsync("lagging", true, 10, CancellationToken.None));
        var early = await lagging.Get<DeliveryComposer>().ComposeAsync(delivery, CancellationToken.None);
        await lagging.WritePostAsync("new", Body);
        await lagging.IngestAsync();
        var then = await lagging.Get<DeliveryComposer>().ComposeAsync(delivery, CancellationToken.None);

        Assert.IsType<ComposedDelivery.NotYet>(early);
        Assert.IsType<ComposedDelivery.Ready>(then);
    }

    [Fact]
    public async Task Once_it_knows_that_it_lags_it_claims_no_digests()
    {
        var posts = lagging.Get<KnownPosts>();
        var before = posts.AreCurrent;
        await lagging.Get<IngestLease>().RenewAsync(TimeSpan.Zero, CancellationToken.None);
        var during = posts.AreCurrent;
        await lagging.WritePostAsync("new", Body);
        await lagging.IngestAsync();

        Assert.Equal((true, false, true), (before, during, posts.AreCurrent));
    }

    [Fact]
    public async Task A_date_finer_than_the_database_keeps_is_no_difference()
    {
        foreach (var kit in new[] { holder, lagging })
        {
            await kit.WritePostAsync("new", Body);
            await kit.WritePostAsync("fine", Body, "date: 2024-11-20T10:00:00.1234567Z\nlastmod: 2024-11-21T10:00:00.7654321Z");
            await kit.IngestAsync();
        }

        Assert.Null(lagging.Get<ContentIngest>().Difference);
        Assert.Equal(3, lagging.Published.Current.Posts.Count);
    }

    [Fact]
    public async Task It_numbers_no_posts_and_notes_no_corrections()
    {
        await lagging.WritePostAsync("old", Body, "corrections:\n  - date: 2024-11-21\n    text: The dose was wrong.");
        await lagging.WritePostAsync("its-own", Body);
        await lagging.IngestAsync();

        Assert.Equal(2, await holder.Database.ScalarAsync<long>("SELECT COUNT(*) FROM arrivals"));
        Assert.Equal(0, await holder.Database.ScalarAsync<long>("SELECT COUNT(*) FROM notices"));
        Assert.Equal(0, await holder.Database.ScalarAsync<long>("SELECT COUNT(*) FROM holds"));
    }

    [Fact]
    public async Task When_it_takes_over_it_announces_nothing_again()
    {
        await holder.Get<IngestLease>().GiveBackAsync(CancellationToken.None);
        for (var number = 0; number < 3; number++)
        {
            holder.Clock.Advance(TimeSpan.FromMinutes(11));
            await lagging.WritePostAsync("new", Body);
            await lagging.WritePostAsync($"more-{number}", Body);
            await lagging.Get<IngestLease>().RenewAsync(TimeSpan.Zero, CancellationToken.None);
            await lagging.IngestAsync();
        }

        Assert.Equal(5, await holder.Database.ScalarAsync<long>("SELECT COUNT(*) FROM arrivals"));
        Assert.Equal(5, await holder.Database.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'arrivals/treatments'"));
        holder.Clock.Advance(TimeSpan.FromMinutes(11));
        // The old holder forgets what it remembers: what was numbered meanwhile is no mass arrival.
        foreach (var name in new[] { "more-0", "more-1", "more-2", "last" }) await holder.WritePostAsync(name, Body);
        await lagging.Get<IngestLease>().GiveBackAsync(CancellationToken.None);
        await holder.Get<IngestLease>().RenewAsync(TimeSpan.Zero, CancellationToken.None);
        await holder.IngestAsync();
        Assert.Equal(6, await holder.Database.ScalarAsync<long>("SELECT MAX(arrival) FROM arrivals"));
        Assert.Equal(0, await holder.Database.ScalarAsync<long>("SELECT COUNT(*) FROM holds"));
        Assert.Equal(0, await holder.Database.ScalarAsync<long>("SELECT COUNT(*) FROM posts WHERE removed_at IS NOT NULL"));
    }
}
