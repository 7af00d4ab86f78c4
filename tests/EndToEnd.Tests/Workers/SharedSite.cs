using Syndication.Tests.EndToEnd.Acceptance;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;
using Syndication.Tests.Support.Storage;

namespace Syndication.Tests.EndToEnd.Workers;

/// <summary>Several real processes on one PostgreSQL, over the same posts.</summary>
internal sealed class SharedSite : IAsyncDisposable
{
    private readonly Installation posts = Installation.Create();
    private readonly List<SharingWorker> workers = [];

    private SharedSite(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public IReadOnlyList<SharingWorker> Workers => workers;

    /// <summary>What all of them handed over.</summary>
    public IReadOnlyList<ReceivedMessage> Sent => [.. workers.SelectMany(worker => worker.Sent)];

    /// <summary>A site with a schema, an old post, readers who know it, a new post, and a firing that was missed: whoever starts makes it up.</summary>
    public static async Task<SharedSite> CreateAsync(int readers)
    {
        var database = await TestDatabase.PostgresAsync();
        Assert.SkipUnless(database is not null, PostgresServer.Missing);
        var site = new SharedSite(database!);
        try
        {
            site.posts.Save("old", "An Old Question", "2020-01-01");
            await using (var first = new SharingWorker(database!.Options.ConnectionString, site.posts.PathOf("content")))
            {
                await first.StartAsync();
                await Eventually.BeTrueAsync(async () => await database.ScalarAsync<long>("SELECT COUNT(*) FROM schedule_zones") == 1, () => first.Program.Everything);
                await first.Site.StopAsync();
            }

            await site.AddReadersAsync(readers);
            site.Save("gout", "Gout and What Eases It");
            await database.ExecuteAsync("UPDATE schedule_zones SET planned_through = 0");
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>The folder of posts that all read who have none of their own.</summary>
    public string Content => posts.PathOf("content");

    /// <summary>Starts one more.</summary>
    /// <param name="content">A folder of posts of its own; else the one that all read.</param>
    public async Task<SharingWorker> AddWorkerAsync(string? content = null)
    {
        var worker = new SharingWorker(Database.Options.ConnectionString, content ?? Content);
        lock (workers) workers.Add(worker);
        await worker.StartAsync();
        return worker;
    }

    public void Save(string name, string title) => posts.Save(name, title, "2026-10-01");

    /// <summary>Starts so many at once; all serve when this returns.</summary>
    public Task StartAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => AddWorkerAsync()));

    private async Task AddReadersAsync(int count)
    {
        await Database.ExecuteAsync(
            "INSERT INTO subscribers (id, address, address_key, created_at) SELECT 'p' || n, 'reader-' || n || '@example.org', 'reader-' || n || '@example.org', 0 FROM generate_series(1, @count) n",
            new { count });
        await Database.ExecuteAsync(
            """
            INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, announced_through, consent_text, consent_at, confirmed_at)
            SELECT 's' || lpad(n::text, 6, '0'), 'p' || n, 'treatments', 'Confirmed', 'weekly', COALESCE((SELECT value FROM counters WHERE name = 'arrivals/treatments'), 0), '', 0, 0
            FROM generate_series(1, @count) n
            """, new { count });
    }

    /// <summary>Says what its heartbeat would say half a minute later: it is dead.</summary>
    public Task ForgetHeartbeatAsync(SharingWorker dead) =>
        Database.ExecuteAsync("UPDATE workers SET heartbeat = 0 WHERE process_id = @Id", new { Id = (long)dead.Program.Id });

    /// <summary>Says what the ingest lease would say half a minute after its holder's last sign of life: anybody may have it.</summary>
    public Task ExpireLeaseAsync() => Database.ExecuteAsync("UPDATE ingest_lease SET expires_at = 0");

    /// <summary>Waits until one of some workers ingests, and returns it.</summary>
    public Task<SharingWorker> FindHolderAsync(params IReadOnlyList<SharingWorker> among) => Eventually.FindAsync(
        async () =>
        {
            var id = await Database.ScalarAsync<long>("SELECT COALESCE(MAX(process_id), 0) FROM ingest_lease WHERE expires_at > 0");
            return among.FirstOrDefault(worker => worker.Program.Id == id);
        },
        () => "Nobody ingests: " + string.Join("\n---\n", workers.Select(worker => worker.Program.Everything)));

    /// <summary>How often the ledger was changed.</summary>
    public Task<long> RevisionAsync() => Database.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'ledger'");

    /// <summary>Waits until the feed of everything of each worker meets a condition.</summary>
    public Task ShownAsync(Func<string, bool> condition, params IReadOnlyList<SharingWorker> by) => Task.WhenAll(by.Select(worker => worker.Site.EventuallyAsync("feeds/all.rss", condition)));

    /// <summary>Waits until so many deliveries were accepted.</summary>
    public Task SentAsync(long count, TimeSpan? patience = null) => Eventually.BeTrueAsync(
        async () =>
        {
            // What may have arrived is left alone for five minutes.
            await Database.ExecuteAsync("UPDATE deliveries SET due_at = 0 WHERE state = 'Deferred'");
            return await CountAsync("state = 'Sent'") == count;
        },
        () => "Deliveries are left: " + string.Join("\n---\n", workers.Select(worker => worker.Program.Everything)), patience);

    public Task<long> CountAsync(string condition) => Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE " + condition);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers) await worker.DisposeAsync();
        await Database.DisposeAsync();
        posts.Dispose();
    }
}
