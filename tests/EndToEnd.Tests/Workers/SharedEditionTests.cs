using System.Globalization;
using Dapper;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Workers;

/// <summary>Real processes share the editions of one database; what each sends is counted at its own SMTP server.</summary>
public sealed class SharedEditionTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("SYNDICATION_LONG_TESTS") == "1";
    private static readonly int Readers = IsLong ? 20_000 : 3000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(IsLong ? 10 : 2);

    [Fact]
    public async Task Two_workers_share_an_edition_and_send_nothing_twice()
    {
        await using var site = await SharedSite.CreateAsync(Readers);
        var started = TimeProvider.System.GetTimestamp();
        await site.StartAsync(2);
        await site.SentAsync(Readers, Patience);
        Report(site, started);

        Assert.Equal(Readers, site.Sent.Count);
        Assert.Equal(Readers, site.Sent.DistinctBy(message => message.MessageId).Count());
        Assert.Equal(Readers, site.Sent.DistinctBy(message => message.Recipients[0]).Count());
        Assert.All(site.Workers, worker => Assert.NotEmpty(worker.Sent));
    }

    [Fact]
    public async Task Three_of_four_workers_finish_the_share_of_one_that_was_killed()
    {
        await using var site = await SharedSite.CreateAsync(Readers);
        var started = TimeProvider.System.GetTimestamp();
        await site.StartAsync(4);
        var victim = await Eventually.FindAsync(
            () => Task.FromResult(site.Workers.FirstOrDefault(worker => worker.Server.Messages.Count >= Readers / 8)), () => "Nobody sends.", Patience, TimeSpan.FromMilliseconds(2));
        await victim.Program.KillAsync();
        var stranded = await site.Database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM deliveries WHERE lease_owner = (SELECT id FROM workers WHERE process_id = @Id)", new { Id = (long)victim.Program.Id });
        await site.ForgetHeartbeatAsync(victim);
        await site.SentAsync(Readers, Patience);
        Report(site, started);

        Assert.True(stranded > 0, "It was killed with nothing in its hands.");
        Assert.Equal(Readers, site.Sent.DistinctBy(message => message.Recipients[0]).Count());
        // A repeated message is the same one.
        Assert.Equal(Readers, site.Sent.DistinctBy(message => message.MessageId).Count());
        Assert.InRange(site.Sent.Count - Readers, 0, SharingWorker.Connections);
    }

    [Fact]
    public async Task Another_worker_ends_a_plan_and_a_post_added_meanwhile_is_in_it_for_nobody()
    {
        const int Planned = 2100;
        await using var site = await SharedSite.CreateAsync(Planned);
        await using (var connection = await site.Database.Database.OpenAsync(CancellationToken.None))
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            // The plan's second portion waits for this reader.
            await connection.ExecuteAsync("SELECT id FROM subscriptions WHERE id = 's002100' FOR UPDATE", transaction: transaction);
            var first = await site.AddWorkerAsync();
            await Eventually.BeTrueAsync(async () => await site.CountAsync("kind = 'Digest'") == 2000, () => "It never planned: " + first.Program.Everything);
            site.Save("asthma", "Asthma and What Eases It");
            await Eventually.BeTrueAsync(
                async () => await site.Database.ScalarAsync<long>("SELECT value FROM counters WHERE name = 'arrivals/treatments'") == 3,
                () => "The post was never numbered: " + first.Program.Everything);
            await first.Program.KillAsync();
            await site.ForgetHeartbeatAsync(first);
            await transaction.RollbackAsync();
        }

        var second = await site.AddWorkerAsync();
        await site.SentAsync(Planned);
        Assert.Equal(1, await site.Database.ScalarAsync<long>("SELECT COUNT(DISTINCT variant_key) FROM deliveries"));
        Assert.Equal(1, await site.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions"));

        // A command joins as a worker beside the running service; either may send the most.
        var send = await second.Installation.CallAsync("send", "treatments");
        Assert.True(send.Code == 0, send.Errors);
        await site.SentAsync(2 * Planned);
        Assert.Equal(2, await site.Database.ScalarAsync<long>("SELECT COUNT(DISTINCT variant_key) FROM deliveries"));
        Assert.Equal(2 * Planned, site.Sent.DistinctBy(message => message.MessageId).Count());
    }

    private static void Report(SharedSite site, long started) => TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{Readers} readers, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s from the start of the workers to the last reply; sent by each: {string.Join(", ", site.Workers.Select(worker => worker.Sent.Count))}"));
}
