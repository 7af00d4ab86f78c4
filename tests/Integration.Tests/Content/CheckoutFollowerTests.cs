using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Http.Hooks;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Tests.Integration.Content;

/// <summary>Two workers of one PostgreSQL, each with a checkout of its own that pulls once an hour: they hear of commits by the hook, which reaches one of them.</summary>
public sealed class CheckoutFollowerTests : IAsyncLifetime
{
    private GitRepository repository = null!;
    private TestDatabase? database;
    private WholeService holder = null!;
    private WholeService follower = null!;

    public async ValueTask InitializeAsync()
    {
        repository = await GitRepository.CreateAsync("Alpha", "Beta");
        database = await TestDatabase.PostgresAsync();
        Assert.SkipUnless(database is not null, PostgresServer.Missing);
        holder = Prepare();
        follower = Prepare();
        await holder.StartAsync();
        await follower.StartAsync();
        await holder.HoldAsync("Beta");
        await follower.HoldAsync("Beta");
    }

    public async ValueTask DisposeAsync()
    {
        if (follower is not null) await follower.DisposeAsync();
        if (holder is not null) await holder.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        repository.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_one_worker_hears_of_is_shown_by_both_with_the_same_bytes(bool isHolder)
    {
        await repository.CommitAsync("Gamma 1.2345678");
        Assert.True((isHolder ? holder : follower).Services.GetRequiredService<HookReceiver>().Take(null));
        var feeds = await Task.WhenAll(holder.HoldAsync("Gamma"), follower.HoldAsync("Gamma"));

        Assert.Equal(feeds[0], feeds[1]);
        Assert.Equal((true, false), (holder.Services.GetRequiredService<IngestLease>().IsHeld, follower.Services.GetRequiredService<IngestLease>().IsHeld));
        Assert.Equal("0", await holder.ScalarAsync("SELECT COUNT(*) FROM posts WHERE removed_at IS NOT NULL"));
    }

    private WholeService Prepare() => WholeService.Prepare(configuration =>
    {
        configuration["Storage"] = new { Provider = "Postgres", database!.Options.ConnectionString };
        configuration["Content"] = new
        {
            Folder = "content",
            Watch = new { QuietPeriod = "50ms" },
            Git = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Url"] = repository.Path, ["Interval"] = "1h" },
        };
    });
}
