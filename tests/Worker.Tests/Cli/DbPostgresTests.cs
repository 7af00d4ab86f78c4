using System.Text.Json;
using Npgsql;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

/// <summary><c>syndication db</c> on PostgreSQL.</summary>
public sealed class DbPostgresTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private TestDatabase database = null!;

    private string Backup => Path.Combine(folder.Path, "backup.dump");

    public async ValueTask InitializeAsync()
    {
        var made = await TestDatabase.PostgresAsync();
        Assert.SkipUnless(made is not null, PostgresServer.Missing);
        database = made!;
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        Configure(database.Options.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        if (database is not null) await database.DisposeAsync();
    }

    [Fact]
    public async Task Migrate_and_status_tell_where_the_schema_stands()
    {
        var before = await RunAsync("db", "status");
        Assert.Equal(1, before.Code);
        Assert.Contains("schema 0", before.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("db", "migrate")).Code);
        Assert.Equal(0, (await RunAsync("db", "migrate")).Code);
        Assert.Equal(0, (await RunAsync("subscribers", "add", "reader@example.org", "--newsletter", "treatments", "--confirmed")).Code);
        var after = await RunAsync("db", "status", "--format", "json");

        var status = JsonDocument.Parse(after.Out).RootElement;
        Assert.Equal(("postgres", 1L), (status.GetProperty("engine").GetString()!.ToLowerInvariant(), status.GetProperty("rows").GetProperty("subscribers").GetInt64()));
        Assert.True(status.GetProperty("size").GetInt64() > 1_000_000);
        Assert.DoesNotContain("reader", after.Out, StringComparison.Ordinal);
        await database.ExecuteAsync("INSERT INTO schema_migrations VALUES (999, 'future', 'x', 1)");
        Assert.NotEqual(0, (await RunAsync("db", "migrate")).Code);
    }

    [Fact]
    public async Task A_backup_is_a_dump_for_its_owner_alone_that_pg_restore_brings_back()
    {
        await RunAsync("db", "migrate");
        await RunAsync("subscribers", "add", "reader@example.org", "--newsletter", "treatments", "--confirmed");
        var made = await RunAsync("db", "backup", Backup);
        Assert.SkipWhen(made.Error.Contains("not installed", StringComparison.Ordinal), "pg_dump is not installed (Debian: postgresql-client)");
        Assert.Equal(("", 0), (made.Error, made.Code));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        Assert.Equal(2, (await RunAsync("db", "backup", Backup)).Code);
        Assert.Contains("pg_restore", (await RunAsync("db", "restore", Backup)).Error, StringComparison.Ordinal);

        await using var other = (await TestDatabase.PostgresAsync())!;
        var target = new NpgsqlConnectionStringBuilder(other.Options.ConnectionString);
        string[] arguments = ["--no-owner", "--host=" + target.Host, $"--port={target.Port}", "--username=" + target.Username, "--dbname=" + target.Database, Backup];
        Assert.Equal(0, (await RunningProgram.RunAsync("pg_restore", arguments)).Code);

        Configure(other.Options.ConnectionString);
        Assert.Contains("reader@example.org", (await RunAsync("subscribers", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_failed_leaves_no_file()
    {
        Configure(new NpgsqlConnectionStringBuilder(database.Options.ConnectionString) { Database = "nowhere" }.ToString());

        var failed = await RunAsync("db", "backup", Backup);

        Assert.Equal(2, failed.Code);
        Assert.Contains("No backup was made", failed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Backup));
    }

    private void Configure(string connectionString) => File.WriteAllText(folder.File("appsettings.json"),
        $$"""
        {
          "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "News <news@example.org>" },
          "Newsletters": [ { "Name": "treatments", "Schedules": { "weekly": { "Cron": "0 0 8 ? * MON" } } } ],
          "Storage": { "Provider": "Postgres", "ConnectionString": {{JsonSerializer.Serialize(connectionString)}} }
        }
        """);

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false);
        var code = await CommandLine.RunAsync([.. arguments, "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }
}
