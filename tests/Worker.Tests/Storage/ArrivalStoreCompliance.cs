using Syndication.Tests.Support;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class ArrivalStoreCompliance : IAsyncLifetime
{
    private readonly ManualClock clock = new();
    private TestDatabase database = null!;

    private ArrivalStore Store => new(database.Database, clock);

    public async ValueTask InitializeAsync() => database = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Newsletter_that_never_started_knows_no_post() => Assert.Null(await Store.ReadKnownAsync("n", CancellationToken.None));

    [Fact]
    public async Task First_start_raises_every_watermark_over_what_was_there()
    {
        await database.ExecuteAsync("INSERT INTO subscribers (id, address, address_key, created_at) VALUES ('p', 'a@example.org', 'a@example.org', 0)");
        await database.ExecuteAsync("INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, consent_text, consent_at) VALUES ('s', 'p', 'n', 'Confirmed', 'weekly', '', 0)");
        Assert.Equal(1, await Store.AddAsync("n", ["old1", "old2"], ["new"], CancellationToken.None));
        Assert.Equal(2, await database.ScalarAsync<long>("SELECT announced_through FROM subscriptions WHERE id = 's'"));
        Assert.Equal(3, await Store.ReadCounterAsync("n", CancellationToken.None));
        Assert.Equal(2, await Store.ReadAnnouncedAsync("n", CancellationToken.None));
    }

    [Fact]
    public async Task A_post_is_never_numbered_again()
    {
        await Store.AddAsync("n", ["a"], [], CancellationToken.None);
        Assert.Equal(1, await Store.AddAsync("n", [], ["a", "b"], CancellationToken.None));
        var above = await Store.ReadAboveAsync("n", 0, CancellationToken.None);
        Assert.Equal(["a:1", "b:2"], above.Select(arrival => $"{arrival.PostId}:{arrival.Number}"));
    }

    [Fact]
    public async Task Settled_numbers_end_below_the_first_that_is_too_young()
    {
        await Store.AddAsync("n", ["a"], [], CancellationToken.None);
        var noon = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMinutes(30));
        await Store.AddAsync("n", [], ["b"], CancellationToken.None);
        Assert.Equal(1, await Store.ReadSettledAsync("n", noon + TimeSpan.FromMinutes(10), CancellationToken.None));
        Assert.Equal(2, await Store.ReadSettledAsync("n", noon + TimeSpan.FromMinutes(30), CancellationToken.None));
    }

    protected abstract Task<TestDatabase> OpenAsync();
}

public sealed class SqliteArrivalStoreTests : ArrivalStoreCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Engines.SqliteAsync();
}

public sealed class PostgresArrivalStoreTests : ArrivalStoreCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Engines.PostgresAsync();
}
