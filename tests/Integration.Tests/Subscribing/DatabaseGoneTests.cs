using System.Net;
using Dapper;
using Microsoft.Data.Sqlite;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Storage;


namespace Syndication.Tests.Integration.Subscribing;

/// <summary>A database that is away for a while: readers are asked to come back, and what they then ask for is done.</summary>
public sealed class DatabaseGoneTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_come_back_when_a_SQLite_file_was_locked_by_another_process()
    {
        await using var service = await StartAsync(TestDatabase.Sqlite());
        await using var asked = await AskedAsync(service);
        await using var other = new SqliteConnection(service.Database.Options.ConnectionString + ";Pooling=False");
        await other.OpenAsync(Token);
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        await asked.AssertUnavailableAsync();

        await other.ExecuteAsync("ROLLBACK");
        await asked.AssertDoneAsync();
    }

    [Fact]
    public async Task Readers_come_back_when_a_SQLite_file_could_not_be_opened()
    {
        await using var service = await StartAsync(TestDatabase.Sqlite());
        await using var asked = await AskedAsync(service);
        var folder = Path.GetDirectoryName(service.Database.Database.File)!;
        SqliteConnection.ClearAllPools();
        Directory.Move(folder, folder + ".away");
        try
        {
            await asked.AssertUnavailableAsync();
        }
        finally
        {
            Directory.Move(folder + ".away", folder);
        }

        await asked.AssertDoneAsync();
    }

    [Fact]
    public async Task Readers_come_back_when_PostgreSQL_was_stopped_and_started_again()
    {
        var server = await PostgresServer.StartOwnAsync();
        Assert.SkipUnless(server is not null, PostgresServer.Missing);
        try
        {
            await using var service = await StartAsync(await TestDatabase.PostgresAsync(server!));
            await using var asked = await AskedAsync(service);
            await server!.StopAsync();

            await asked.AssertUnavailableAsync();

            await server.StartAgainAsync();
            await asked.AssertDoneAsync();
        }
        finally
        {
            await server!.EndAsync();
        }
    }

    private static Task<RunningService> StartAsync(TestDatabase database) =>
        RunningService.StartAsync(configure: configuration => configuration["Newsletters"] = new[] { SampleNewsletters.Treatments, SampleNewsletters.Research }, database: database);

    private static async Task<Wishes> AskedAsync(RunningService service)
    {
        foreach (var name in new[] { "confirms", "leaves", "changes" })
        {
            using var answer = await service.SignUpAsync(name + "@example.org", ("newsletter", "treatments"));
            answer.EnsureSuccessStatusCode();
        }

        return await Wishes.PrepareAsync(service);
    }
}
