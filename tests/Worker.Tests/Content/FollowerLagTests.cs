using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Tests.Support;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Hosting.Content.Ingest;
using Syndication.Worker.Hosting.Health;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Content;

public sealed class FollowerLagTests : IAsyncDisposable
{
    private static readonly LedgerDifference Difference = new("Of the posts, 1 is not in its folder (b.md).");

    private readonly ManualClock clock = new();
    private readonly ServiceHealth health = new();
    private readonly ServiceProvider meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    // Nothing connects to it: a process of a PostgreSQL that has not asked for the lease.
    private readonly Database database = new(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = "Host=nowhere.invalid" });
    private readonly FollowerLag lag;

    public FollowerLagTests()
    {
        lag = new FollowerLag(health, new ContentOptions { Folder = "/srv/content" }, Ingesting.Of(database), meters.GetRequiredService<IMeterFactory>(), clock, NullLogger<FollowerLag>.Instance);
        health.Ready();
    }

    public async ValueTask DisposeAsync()
    {
        await meters.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Health_says_what_lacks_since_when_and_what_to_do_once_it_lasts()
    {
        var since = clock.GetUtcNow();
        lag.Note(Difference);
        clock.Advance(TimeSpan.FromSeconds(59));
        lag.Note(Difference);
        var soon = await ReasonAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        lag.Note(Difference with { Reason = "Of the posts, 2 are not in its folder (b.md, …)." });
        var lasting = await ReasonAsync();
        lag.Note(null);

        Assert.Null(soon);
        Assert.Contains($"since {since.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Of the posts, 2 are not in its folder (b.md, …).", lasting, StringComparison.Ordinal);
        Assert.Contains("Bring /srv/content up to date here", lasting, StringComparison.Ordinal);
        Assert.Null(await ReasonAsync());
    }

    [Fact]
    public async Task What_agreed_in_between_lags_afresh()
    {
        lag.Note(Difference);
        clock.Advance(TimeSpan.FromSeconds(50));
        lag.Note(null);
        lag.Note(Difference);
        clock.Advance(TimeSpan.FromSeconds(50));
        lag.Note(Difference);

        Assert.Null(await ReasonAsync());
    }

    private async Task<string?> ReasonAsync() => (await health.CheckHealthAsync(new HealthCheckContext(), CancellationToken.None)).Description;
}
