using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Workers;

/// <summary>Real processes on one PostgreSQL: one of them changes the ledger, the others follow it.</summary>
public sealed class IngestTests
{
    [Fact]
    public async Task Two_workers_over_one_folder_serve_the_same_bytes_and_one_of_them_changes_the_ledger()
    {
        await using var site = await SharedSite.CreateAsync(1);
        await site.StartAsync(2);
        var holder = await site.FindHolderAsync(site.Workers);
        var follower = site.Workers.Single(worker => worker != holder);
        await site.ShownAsync(feed => feed.Contains("Gout", StringComparison.Ordinal), site.Workers);
        await AssertSameAsync(site);
        var revision = await site.RevisionAsync();

        site.Save("gout", "Gout, Once More");
        await site.ShownAsync(feed => feed.Contains("Once More", StringComparison.Ordinal), site.Workers);
        await AssertSameAsync(site);
        site.Save("asthma", "Asthma and What Eases It");
        await site.ShownAsync(feed => feed.Contains("Asthma", StringComparison.Ordinal), site.Workers);
        await AssertSameAsync(site);
        File.Delete(Path.Combine(site.Content, "gout.md"));
        await site.ShownAsync(feed => !feed.Contains("Gout", StringComparison.Ordinal), site.Workers);
        await AssertSameAsync(site);

        Assert.Equal(revision + 3, await site.RevisionAsync());
        Assert.Equal(1, await site.Database.ScalarAsync<long>("SELECT epoch FROM ingest_lease") - 1);
        Assert.Equal(("this worker", $"{Environment.MachineName} (process {holder.Program.Id})"), (await IngestsAsync(holder), await IngestsAsync(follower)));
        var status = await follower.Installation.CallAsync("content", "status");
        Assert.Contains($"(process {holder.Program.Id}) ingests", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whose_checkout_lags_removes_nothing_and_announces_nothing_again()
    {
        await using var site = await SharedSite.CreateAsync(1);
        var holder = await site.AddWorkerAsync();
        using var own = new TemporaryFolder();
        var lagging = Path.Combine(own.Path, "content");
        Directory.CreateDirectory(lagging);
        Bring(site, lagging, "old.md");
        await site.SentAsync(1);
        var revision = await site.RevisionAsync();
        var follower = await site.AddWorkerAsync(lagging);

        // It has never agreed with the ledger, so it is not ready: those who balance loads leave it out.
        Assert.Equal("Unhealthy", (await follower.Site.HealthAsync()).Status);
        Bring(site, lagging, "gout.md");
        await site.ShownAsync(feed => feed.Contains("Gout", StringComparison.Ordinal), follower);
        await AssertSameAsync(site);
        site.Save("asthma", "Asthma and What Eases It");
        await site.ShownAsync(feed => feed.Contains("Asthma", StringComparison.Ordinal), holder);
        // Something moves in the lagging folder too, and is seen.
        await File.WriteAllTextAsync(Path.Combine(lagging, "draft.md"), "---\ntitle: A Draft\ndate: 2026-01-01\ntype: disease\n---\nNobody else has it.\n");
        await site.Database.ExecuteAsync("UPDATE schedule_zones SET planned_through = 0");
        var send = await holder.Installation.CallAsync("send", "treatments");
        Assert.True(send.Code == 0, send.Errors);
        await site.SentAsync(2);
        Bring(site, lagging, "asthma.md");
        File.Delete(Path.Combine(lagging, "draft.md"));
        await site.ShownAsync(feed => feed.Contains("Asthma", StringComparison.Ordinal), follower);

        await AssertSameAsync(site);
        Assert.Equal(revision + 1, await site.RevisionAsync());
        Assert.Equal(0, await site.Database.ScalarAsync<long>("SELECT COUNT(*) FROM posts WHERE removed_at IS NOT NULL"));
        await ArrivedAsync(site, 3);
        Assert.Empty(follower.Sent);
    }

    [Fact]
    public async Task Another_worker_takes_over_from_one_that_was_killed_and_ingests_the_next_change()
    {
        await using var site = await SharedSite.CreateAsync(1);
        await site.StartAsync(3);
        var holder = await site.FindHolderAsync(site.Workers);
        await site.ShownAsync(feed => feed.Contains("Gout", StringComparison.Ordinal), site.Workers);
        await holder.Program.KillAsync();
        site.Save("asthma", "Asthma and What Eases It");
        await site.ExpireLeaseAsync();
        var left = site.Workers.Where(worker => worker != holder).ToList();
        var next = await site.FindHolderAsync(left);
        await site.ShownAsync(feed => feed.Contains("Asthma", StringComparison.Ordinal), left);

        // One that stops gives it back, and nobody has to wait.
        await next.Site.StopAsync();
        var last = left.Single(worker => worker != next);
        await site.FindHolderAsync(last);
        site.Save("cough", "A Cough That Stays");
        await site.ShownAsync(feed => feed.Contains("Cough", StringComparison.Ordinal), last);
        await ArrivedAsync(site, 4);
    }

    [Fact]
    public async Task A_holder_that_stood_still_follows_when_it_wakes()
    {
        await using var site = await SharedSite.CreateAsync(1);
        await site.StartAsync(2);
        var holder = await site.FindHolderAsync(site.Workers);
        var other = site.Workers.Single(worker => worker != holder);
        await site.ShownAsync(feed => feed.Contains("Gout", StringComparison.Ordinal), site.Workers);
        var revision = await site.RevisionAsync();
        await holder.Program.SignalAsync("STOP");
        try
        {
            await site.ExpireLeaseAsync();
            await site.FindHolderAsync(other);
            File.Delete(Path.Combine(site.Content, "gout.md"));
            site.Save("asthma", "Asthma and What Eases It");
            await site.ShownAsync(feed => feed.Contains("Asthma", StringComparison.Ordinal) && !feed.Contains("Gout", StringComparison.Ordinal), other);
        }
        finally
        {
            await holder.Program.SignalAsync("CONT");
        }

        await site.ShownAsync(feed => feed.Contains("Asthma", StringComparison.Ordinal), holder);
        await AssertSameAsync(site);
        Assert.InRange(await site.RevisionAsync(), revision + 1, revision + 2);
        await ArrivedAsync(site, 3);
        Assert.Equal(other, await site.FindHolderAsync(site.Workers));
    }

    /// <summary>What a pull of a checkout does.</summary>
    private static void Bring(SharedSite site, string checkout, string name) =>
        File.WriteAllText(Path.Combine(checkout, name), File.ReadAllText(Path.Combine(site.Content, name)));

    /// <summary>Waits for the numbers that follow feeds; there are never more.</summary>
    private static async Task ArrivedAsync(SharedSite site, long count)
    {
        await Eventually.BeTrueAsync(async () => await CountAsync() >= count, () => "Posts were not numbered: " + string.Join("\n---\n", site.Workers.Select(worker => worker.Program.Everything)));
        Assert.Equal(count, await CountAsync());

        Task<long> CountAsync() => site.Database.ScalarAsync<long>("SELECT COUNT(*) FROM arrivals");
    }

    private static async Task AssertSameAsync(SharedSite site)
    {
        // The other feeds of a pass come beside the one that was waited for.
        await Eventually.BeTrueAsync(
            async () =>
            {
                var feeds = await Task.WhenAll(site.Workers.Select(worker => worker.ReadFeedsAsync()));
                return feeds.All(feed => feed.SequenceEqual(feeds[0]));
            },
            () => "They serve other bytes: " + string.Join("\n---\n", site.Workers.Select(worker => worker.Program.Everything)));
        Assert.All(await site.Workers[0].ReadFeedsAsync(), feed => Assert.True(feed.Tag.Length > 2, feed.Text));
    }

    private static async Task<string> IngestsAsync(SharingWorker worker)
    {
        using var health = System.Text.Json.JsonDocument.Parse(await worker.Site.GetAsync("health/ready"));
        return health.RootElement.GetProperty("ingests").GetString()!;
    }
}
