using Syndication.Feeds.Ledger;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Tests.Worker.Storage;

/// <summary>Who may change the ledger, of several processes on a real PostgreSQL.</summary>
public sealed class IngestLeaseTests : IAsyncLifetime
{
    private TestDatabase test = null!;

    public async ValueTask InitializeAsync() => test = await Engines.PostgresAsync();

    public async ValueTask DisposeAsync()
    {
        if (test is not null) await test.DisposeAsync();
    }

    [Fact]
    public async Task Of_several_at_once_one_has_it_and_all_know_who()
    {
        var leases = Enumerable.Range(0, 8).Select(number => Ingesting.Of(test.Database, "w" + number)).ToList();
        var held = await Task.WhenAll(leases.Select(AskAsync));
        await Task.WhenAll(leases.Select(AskAsync));

        Assert.Single(held, true);
        Assert.Equal("machine-w" + Array.IndexOf(held, true) + " (process 7)", Assert.Single(leases.Select(lease => lease.Holder!.Name).Distinct()));
        Assert.Equal(held, leases.Select(lease => lease.IsHeld));
    }

    [Fact]
    public async Task It_is_taken_over_once_it_has_expired_and_the_old_holder_notices()
    {
        var (first, second) = (await Ingesting.HeldAsync(test.Database), Ingesting.Of(test.Database, "two"));
        var whileItLasts = await AskAsync(second);
        await ExpireAsync();
        var expired = await AskAsync(second);

        Assert.Equal((false, true, true), (whileItLasts, expired, first.IsHeld));
        Assert.False(await AskAsync(first));
        Assert.Equal("two", first.Holder!.Worker);
    }

    [Fact]
    public async Task A_holder_that_was_late_keeps_it_when_nobody_took_it()
    {
        var lease = await Ingesting.HeldAsync(test.Database);
        var epoch = lease.Epoch;
        await ExpireAsync();

        Assert.True(await AskAsync(lease));
        Assert.Equal(epoch, lease.Epoch);
        Assert.False(lease.Holder!.IsExpired);
    }

    [Fact]
    public async Task One_that_lags_leaves_it_to_others_for_a_while()
    {
        await Ingesting.HeldAsync(test.Database);
        await BeatAsync("three");
        await test.ExecuteAsync("UPDATE ingest_lease SET expires_at = extract(epoch FROM clock_timestamp()) * 1000 - 60000");

        Assert.False(await Ingesting.Of(test.Database, "two").RenewAsync(TimeSpan.FromMinutes(2), CancellationToken.None));
        Assert.True(await Ingesting.Of(test.Database, "three").RenewAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
    }

    [Fact]
    public async Task One_that_lags_takes_it_when_no_other_is_alive()
    {
        await (await Ingesting.HeldAsync(test.Database)).DisposeAsync();
        await BeatAsync("two");
        await BeatAsync("dead");
        await test.ExecuteAsync("UPDATE workers SET heartbeat = 0 WHERE id = 'dead'");

        Assert.True(await Ingesting.Of(test.Database, "two").RenewAsync(TimeSpan.FromMinutes(2), CancellationToken.None));
    }

    [Fact]
    public async Task Given_back_it_is_another_s_at_once()
    {
        var first = await Ingesting.HeldAsync(test.Database);
        await first.DisposeAsync();

        Assert.False(first.IsHeld);
        Assert.True(await AskAsync(Ingesting.Of(test.Database, "two")));
    }

    [Fact]
    public async Task A_holder_that_stood_still_cannot_change_the_ledger_any_more()
    {
        var stale = await Ingesting.HeldAsync(test.Database);
        var change = new LedgerChange { Feeds = [new LedgerFeed("all", "", DateTimeOffset.UnixEpoch)] };
        await ExpireAsync();
        var next = Ingesting.Of(test.Database, "two");
        await AskAsync(next);
        var store = new PostStore(test.Database, stale);
        var believed = store.MayChange;

        // The ledger is at the revision that it knows: only the lease's epoch tells.
        Assert.False(await store.SaveAsync(LedgerState.Empty, change, CancellationToken.None));
        Assert.Equal((true, false), (believed, store.MayChange));
        Assert.Equal(0, (await store.LoadAsync(null, CancellationToken.None)).Revision);
        Assert.True(await new PostStore(test.Database, next).SaveAsync(LedgerState.Empty, change, CancellationToken.None));
    }

    [Fact]
    public async Task Whoever_asks_in_vain_still_learns_how_far_the_ledger_is()
    {
        var holder = await Ingesting.HeldAsync(test.Database);
        await new PostStore(test.Database, holder).SaveAsync(LedgerState.Empty, new LedgerChange { Feeds = [new LedgerFeed("all", "", DateTimeOffset.UnixEpoch)] }, CancellationToken.None);
        var other = Ingesting.Of(test.Database, "two");
        await AskAsync(other);

        Assert.Equal((false, 1), (other.IsHeld, other.Revision));
    }

    [Fact]
    public async Task The_holder_hears_when_another_asks_it_to_look()
    {
        var holder = await Ingesting.HeldAsync(test.Database);
        await Ingesting.Of(test.Database, "two").AskAsync(CancellationToken.None);
        var before = holder.Asked;
        await AskAsync(holder);

        Assert.Equal(before + 1, holder.Asked);
    }

    [Fact]
    public async Task With_SQLite_every_process_has_it_without_a_row()
    {
        await using var file = await Engines.SqliteAsync();
        var (one, other) = (Ingesting.Of(file.Database), Ingesting.Of(file.Database, "two"));

        Assert.True(await AskAsync(one) && await AskAsync(other));
        Assert.Equal(0, await file.ScalarAsync<long>("SELECT COUNT(*) FROM ingest_lease"));
    }

    private static Task<bool> AskAsync(IngestLease lease) => lease.RenewAsync(TimeSpan.Zero, CancellationToken.None);

    private Task BeatAsync(string worker) => new WorkerStore(test.Database, TimeProvider.System)
        .BeatAsync(new WorkerIdentity { Id = worker, Machine = "m", ProcessId = 1, ProcessStarted = 1 }, CancellationToken.None);

    private Task ExpireAsync() => test.ExecuteAsync("UPDATE ingest_lease SET expires_at = 0");
}
