using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

public sealed class HubTests
{
    [Fact]
    public async Task Subscriptions_are_listed_by_host_and_hubs_that_wait_by_name()
    {
        using var folder = new TemporaryFolder();
        await using var database = await Engines.SqliteAsync();
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        File.WriteAllText(folder.File("appsettings.json"), JsonSerializer.Serialize(new
        {
            Site = new { BaseUrl = "https://www.example.org" },
            Content = new { Folder = "content" },
            Storage = new { database.Options.ConnectionString },
        }));
        const string Columns = "INSERT INTO hub_subscriptions (id, subscription_key, path, topic, callback, host, expires_at, revision, attempts) VALUES ";
        await database.ExecuteAsync(Columns + "('1', '1', 'all.atom', 't', 'https://a.example/secret', 'a.example', 4000000000000, 0, 0), ('2', '2', 'all.rss', 't', 'c', 'a.example', 4000000000000, 0, 2), ('3', '3', 'all.rss', 't', 'c', 'b.example', 1, 0, 0)");
        await database.ExecuteAsync("INSERT INTO hub_notices (hub, path, revision, attempts, due_at) VALUES ('https://hub.example/', 'all.atom', 1, 0, 0)");
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(["hub", "--config", folder.File("appsettings.json")], new Terminal(output, error, IsInteractive: false), CancellationToken.None);

        Assert.Equal(0, code);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("2 subscriptions at 1 hosts", lines[0]);
        Assert.StartsWith("a.example", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("2, 1 failing, the last until 2096-10-02 07:06 UTC", lines[1], StringComparison.Ordinal);
        Assert.Equal("https://hub.example/ is still to be told of 1 feeds", lines[2]);
    }
}
