using Dapper;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Tests.Worker.Storage;

public abstract class DeliveryStoreCompliance : IAsyncLifetime
{
    private DigestKit kit = null!;

    private DeliveryStore Store => kit.Get<DeliveryStore>();

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(await OpenAsync());
        await kit.PublishAsync(kit.CreatePost());
        await kit.SubscribeAsync("a@example.com");
        await kit.PublishAsync(kit.CreatePost());
        await kit.Get<Syndication.Worker.Newsletters.EditionPlanner>().PlanNowAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (kit is not null) await kit.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_leased_delivery_is_no_other_workers()
    {
        Assert.Single(await ClaimAsync("one"));
        Assert.Empty(await ClaimAsync("two"));
    }

    [Fact]
    public async Task Digests_wait_for_the_content_and_confirmations_do_not()
    {
        await kit.SubscribeAsync("b@example.com", state: "Pending");
        await kit.Database.ExecuteAsync(
            "INSERT INTO deliveries (id, kind, subscription_id, state, due_at, created_at) SELECT 'c', 'Confirmation', id, 'Queued', 0, 0 FROM subscriptions WHERE state = 'Pending'");
        Assert.Equal(["c"], (await Store.ClaimAsync("one", false, 10, CancellationToken.None)).Select(delivery => delivery.Id));
    }

    [Fact]
    public async Task Reader_who_left_after_planning_gets_nothing()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed'");
        Assert.Equal(LastLook.Unwanted, await Store.BeginAsync(delivery, "one", "id"));
        Assert.Equal("Suppressed", await StateAsync());
    }

    [Fact]
    public async Task Suppressed_address_gets_nothing()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await kit.Database.ExecuteAsync("INSERT INTO suppressions (address_hash, reason, created_at) VALUES (@hash, 'Ops', 0)", new { hash = kit.Get<SuppressionStore>().Hash(delivery.AddressKey) });
        Assert.Equal(LastLook.Unwanted, await Store.BeginAsync(delivery, "one", "id"));
    }

    [Fact]
    public async Task Paused_edition_keeps_its_deliveries_waiting()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await kit.Get<EditionStore>().PauseAsync(delivery.EditionId!, PauseReason.Ops, "", CancellationToken.None);
        Assert.Equal(LastLook.Lost, await Store.BeginAsync(delivery, "one", "id"));
        Assert.Equal("Queued", await StateAsync());
        Assert.Empty(await ClaimAsync("one"));
    }

    [Fact]
    public async Task Cancelled_edition_ends_what_was_claimed_from_it()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await kit.Database.ExecuteAsync("UPDATE editions SET state = 'Cancelled', finished_at = 1");
        Assert.Equal(LastLook.Lost, await Store.BeginAsync(delivery, "one", "id"));
        Assert.Equal("Cancelled", await StateAsync());
    }

    [Fact]
    public async Task Cancelled_edition_ends_what_a_server_refuses_for_now()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await Store.BeginAsync(delivery, "one", "id");
        await kit.Get<EditionControlStore>().CancelAsync(delivery.EditionId!, CancellationToken.None);
        Assert.Equal("Sending", await StateAsync());
        await Store.EndAsync(delivery, new DeliveryEnd(DeliveryState.Deferred, "450", kit.Clock.GetUtcNow()));
        Assert.Equal("Cancelled", await StateAsync());
    }

    [Fact]
    public async Task Attempt_that_says_nothing_of_the_reader_is_not_counted()
    {
        foreach (var isAttempt in new[] { true, false })
        {
            var delivery = Assert.Single(await ClaimAsync("one"));
            await Store.BeginAsync(delivery, "one", "id");
            await Store.EndAsync(delivery, new DeliveryEnd(DeliveryState.Deferred, "4xx", kit.Clock.GetUtcNow(), IsAttempt: isAttempt));
        }

        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT attempts FROM deliveries"));
    }

    [Fact]
    public async Task Parked_delivery_comes_back_at_its_time()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await Store.ParkAsync("one", [(delivery.Id, kit.Clock.GetUtcNow() + TimeSpan.FromSeconds(30))], CancellationToken.None);
        Assert.Empty(await ClaimAsync("two"));
        kit.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Single(await ClaimAsync("two"));
    }

    [Fact]
    public async Task What_a_worker_holds_without_knowing_it_is_queued_again()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        await Store.BeginAsync(delivery, "one", "id");
        Assert.Equal(0, await Store.ReturnStraysAsync("one", [delivery.Id], CancellationToken.None));
        Assert.Equal(0, await Store.ReturnStraysAsync("two", [], CancellationToken.None));
        Assert.Equal(1, await Store.ReturnStraysAsync("one", [], CancellationToken.None));
        Assert.Equal("Queued", await StateAsync());
        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT attempts FROM deliveries"));
    }

    [Fact]
    public async Task Accepted_message_leaves_a_receipt_and_ends_its_edition()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        Assert.Equal(LastLook.Send, await Store.BeginAsync(delivery, "one", "id"));
        Assert.True(await Store.EndAsync(delivery, new DeliveryEnd(DeliveryState.Sent, "250 ok")));
        await kit.Get<EditionStore>().FinishAsync(CancellationToken.None);
        Assert.Equal("Sent", await kit.Database.ScalarAsync<string>("SELECT state FROM receipts"));
        Assert.Equal("Done", await kit.Database.ScalarAsync<string>("SELECT state FROM editions"));
    }

    [Fact]
    public async Task Outcome_of_an_old_lease_comes_too_late_unless_it_was_sent()
    {
        var old = Assert.Single(await ClaimAsync("one"));
        await Store.BeginAsync(old, "one", "id");
        await kit.Get<WorkerStore>().TakeBackAsync("one", kit.Clock.GetUtcNow(), CancellationToken.None);
        Assert.False(await Store.EndAsync(old, new DeliveryEnd(DeliveryState.Bounced, "550")));
        Assert.True(await Store.EndAsync(old, new DeliveryEnd(DeliveryState.Sent, "250")));
        Assert.Equal("Sent", await StateAsync());
    }

    [Fact]
    public async Task Dead_worker_leaves_unbegun_deliveries_queued()
    {
        Assert.Single(await ClaimAsync("dead"));
        Assert.Contains("dead", await kit.Get<WorkerStore>().ReadDeadAsync(_ => false, CancellationToken.None));
        Assert.Equal(0, await kit.Get<WorkerStore>().TakeBackAsync("dead", null, CancellationToken.None));
        Assert.Equal("Queued", await StateAsync());
    }

    [Fact]
    public async Task Dead_worker_leaves_a_begun_message_unknown_and_resends_it_once()
    {
        for (var round = 0; round < 2; round++)
        {
            var delivery = Assert.Single(await ClaimAsync("dead"));
            await Store.BeginAsync(delivery, "dead", "id");
            Assert.Equal(1, await kit.Get<WorkerStore>().TakeBackAsync("dead", kit.Clock.GetUtcNow(), CancellationToken.None));
            Assert.Equal(round == 0 ? "Deferred" : "Unknown", await StateAsync());
        }
    }

    [Fact]
    public async Task Begun_message_of_a_dead_worker_is_left_to_ops_where_they_want_it()
    {
        var delivery = Assert.Single(await ClaimAsync("dead"));
        await Store.BeginAsync(delivery, "dead", "id");
        Assert.Equal(1, await kit.Get<WorkerStore>().TakeBackAsync("dead", resendAt: null, CancellationToken.None));
        Assert.Equal("Unknown", await StateAsync());
        Assert.Empty(await ClaimAsync("one"));
        Assert.Equal("Unknown", await kit.Database.ScalarAsync<string>("SELECT state FROM receipts"));
    }

    [Fact]
    public async Task Worker_that_is_alive_keeps_what_it_holds()
    {
        Assert.Single(await ClaimAsync("me"));
        await kit.Get<WorkerStore>().BeatAsync(new WorkerIdentity { Id = "me", Machine = "m", ProcessId = 1, ProcessStarted = 1 }, CancellationToken.None);
        Assert.Empty(await kit.Get<WorkerStore>().ReadDeadAsync(_ => false, CancellationToken.None));
        // Its own clock may be wrong: the database's decides.
        kit.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await kit.Get<WorkerStore>().ReadDeadAsync(_ => false, CancellationToken.None));
        Assert.Equal(["me"], await kit.Get<WorkerStore>().ReadDeadAsync(worker => worker.Id == "me", CancellationToken.None));
    }

    [Fact]
    public async Task Worker_whose_heart_beats_is_alive()
    {
        var self = new WorkerIdentity { Id = "me", Machine = "m", ProcessId = 1, ProcessStarted = 1 };
        await kit.Get<WorkerStore>().BeatAsync(self, CancellationToken.None);
        Assert.DoesNotContain("me", await kit.Get<WorkerStore>().ReadDeadAsync(_ => false, CancellationToken.None));
        await kit.Database.ExecuteAsync("UPDATE workers SET heartbeat = heartbeat - 31000");
        Assert.Contains("me", await kit.Get<WorkerStore>().ReadDeadAsync(_ => false, CancellationToken.None));
    }

    [Fact]
    public async Task Words_of_a_variant_are_the_first_that_were_kept()
    {
        var delivery = Assert.Single(await ClaimAsync("one"));
        var store = kit.Get<VariantStore>();
        var first = await store.KeepAsync(delivery.EditionId!, delivery.VariantKey!, new MailContent("one", "<p>", "text"), CancellationToken.None);
        Assert.Equal(first, await store.KeepAsync(delivery.EditionId!, delivery.VariantKey!, new MailContent("two", null, "text"), CancellationToken.None));
    }

    protected abstract Task<TestDatabase> OpenAsync();

    private Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(string worker) => Store.ClaimAsync(worker, true, 10, CancellationToken.None);

    private Task<string?> StateAsync() => kit.Database.ScalarAsync<string>("SELECT state FROM deliveries WHERE kind = 'Digest'");
}

public sealed class SqliteDeliveryStoreTests : DeliveryStoreCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Engines.SqliteAsync();
}

public sealed class PostgresDeliveryStoreTests : DeliveryStoreCompliance
{
    [Fact]
    public async Task Delivery_states_wait_for_the_disk_on_a_server_that_would_not()
    {
        await using var database = await Engines.PostgresAsync();
        using var group = new GroupWriter(database.Database);
        const string Setting = "SELECT current_setting('synchronous_commit')";
        Assert.Equal("off", await database.ScalarAsync<string>(Setting));
        Assert.Equal("on", await group.WriteAsync(transaction => transaction.Connection!.ExecuteScalarAsync<string>(Setting, transaction: transaction)));
        // The connection is used for other things afterwards.
        Assert.Equal("off", await database.ScalarAsync<string>(Setting));
    }

    protected override Task<TestDatabase> OpenAsync() => Engines.PostgresAsync();
}
