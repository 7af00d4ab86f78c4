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

    public async Task<SharingWorker> AddWorkerAsync()
    {
        var worker = new SharingWorker(Database.Options.ConnectionString, posts.PathOf("content"));
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
