using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support.Http;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Integration.Holds;

/// <summary>A database that was lost, or restored from a backup, announces nothing again and changes no identity.</summary>
public sealed partial class DatabaseHoldTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await WholeService.StartedAsync(fill: folder =>
        {
            folder.Save("a.md", "Alpha", date: "2026-01-01");
            folder.Save("b.md", "Beta", date: "2026-01-02");
        });
        await service.StopAsync();
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_restored_backup_holds_every_newsletter_until_ops_say_what_was_announced()
    {
        Copy("data/syndication.db", "backup.db");
        service.Save("c.md", "Gamma", date: "2026-02-01");
        await service.StartAsync();
        await service.StopAsync();
        Copy("backup.db", "data/syndication.db");
        service.Save("d.md", "Delta", date: "2026-03-01");
        await service.StartAsync();

        var health = await HealthAsync("The database is older than the feeds");
        Assert.Contains("syndication editions release treatments --announced-through TIME", health, StringComparison.Ordinal);
        Assert.Equal(1, (await service.CallAsync("editions", "release", "treatments")).Code);
        Assert.Equal(1, (await service.CallAsync("send", "treatments")).Code);
        var released = await service.CallAsync("editions", "release", "treatments", "--announced-through", "2026-02-15T00:00:00Z");
        await HealthAsync("\"Healthy\"");

        Assert.Contains("1 wait to be announced", released.Out, StringComparison.Ordinal);
        Assert.Equal(1, await ScalarAsync("SELECT COUNT(*) FROM arrivals a JOIN posts p ON p.id = a.post_id WHERE a.arrival > 0 AND p.file = 'd.md'"));
        Assert.Equal(0, await ScalarAsync("SELECT COUNT(*) FROM arrivals a JOIN posts p ON p.id = a.post_id WHERE a.arrival > 0 AND p.file = 'c.md'"));
    }

    [Fact]
    public async Task A_restored_backup_gives_no_other_identity_to_a_post_that_moved_since()
    {
        Copy("data/syndication.db", "backup.db");
        await MoveAsync();
        var before = Guids();
        Copy("backup.db", "data/syndication.db");
        // Seen in one pass, file, address and text are all new to the older database.
        await service.StartAsync();

        Assert.Equal(before, Guids());
    }

    [Fact]
    public async Task A_lost_database_announces_nothing_and_changes_no_identity()
    {
        await MoveAsync();
        var before = Guids();
        // This process may still hold connections to the file that goes.
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(service.PathOf("data"), "syndication.db*")) File.Delete(file);
        await service.StartAsync();

        Assert.Equal(before, Guids());
        Assert.Equal(0, await ScalarAsync("SELECT COUNT(*) FROM holds"));
        Assert.Equal(2, await ScalarAsync("SELECT value FROM counters WHERE name = 'baseline/treatments'"));
    }

    [Fact]
    public async Task The_same_database_is_never_taken_for_an_older_one()
    {
        for (var start = 0; start < 3; start++)
        {
            await service.StartAsync();
            await service.StopAsync();
        }

        await service.StartAsync();
        Assert.Equal(0, await ScalarAsync("SELECT COUNT(*) FROM holds"));
    }

    [Fact]
    public async Task A_changed_selection_holds_what_it_matches_anew()
    {
        service.Save("news.md", "News", date: "2025-01-01", type: "news");
        Configure("disease");
        await service.StartAsync();
        await service.StopAsync();
        Configure("news");
        await service.StartAsync();

        var health = await HealthAsync("What newsletter treatments selects was changed, and 1 posts match it now");
        Assert.Contains("syndication editions release treatments", health, StringComparison.Ordinal);
        Assert.Equal(0, (await service.CallAsync("editions", "release", "treatments", "--announced-through", "now")).Code);
        await HealthAsync("\"Healthy\"");
    }

    /// <summary>Moves a post in two steps, so that only its identity is as before.</summary>
    private async Task MoveAsync()
    {
        await service.StartAsync();
        File.Move(service.PathOf("content/a.md"), service.PathOf("content/moved.md"));
        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("example.org/moved", StringComparison.Ordinal));
        File.WriteAllText(service.PathOf("content/moved.md"), "---\ntitle: Alpha\ndate: 2026-01-01\ntype: disease\n---\nAnother text.\n");
        await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Another text", StringComparison.Ordinal));
        await service.StopAsync();
    }

    private void Configure(string type)
    {
        var configuration = JsonNode.Parse(File.ReadAllText(service.ConfigurationFile))!;
        configuration["Newsletters"]![0]!["Where"] = new JsonObject { ["type"] = type };
        File.WriteAllText(service.ConfigurationFile, configuration.ToJsonString());
    }

    private List<string> Guids() =>
        [.. Guid().Matches(File.ReadAllText(service.PathOf("data/feeds/all.rss"))).Select(match => match.Groups["id"].Value).Order(StringComparer.Ordinal)];

    private void Copy(string from, string to)
    {
        SqliteConnection.ClearAllPools();
        foreach (var side in new[] { "-wal", "-shm" }) File.Delete(service.PathOf(to + side));
        using (var source = new SqliteConnection("Data Source=" + service.PathOf(from)))
        using (var target = new SqliteConnection("Data Source=" + service.PathOf("copy.db")))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }

        SqliteConnection.ClearAllPools();
        File.Move(service.PathOf("copy.db"), service.PathOf(to), overwrite: true);
    }

    private Task<long> ScalarAsync(string sql) => service.Services.GetRequiredService<Database>()
        .ReadAsync(connection => connection.ExecuteScalarAsync<long>(sql), CancellationToken.None);

    private Task<string> HealthAsync(string words) => service.EventuallyAsync("health/ready", text => text.Contains(words, StringComparison.Ordinal));

    [GeneratedRegex("<guid[^>]*>(?<id>[^<]*)</guid>")]
    private static partial Regex Guid();
}
