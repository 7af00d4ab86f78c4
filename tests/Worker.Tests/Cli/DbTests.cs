using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Syndication.Tests.Support;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

public sealed class DbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DbTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        File.WriteAllText(folder.File("appsettings.json"),
            """
            {
              "Site": { "BaseUrl": "https://www.example.org" }, "Content": { "Folder": "content" }, "Mail": { "From": "News <news@example.org>" },
              "Newsletters": [ { "Name": "treatments", "Schedules": { "weekly": { "Cron": "0 0 8 ? * MON" } } } ]
            }
            """);
    }

    private string Database => Path.Combine(folder.Path, "data", "syndication.db");

    private string Backup => Path.Combine(folder.Path, "backup.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Status_counts_and_names_nobody()
    {
        Assert.Equal(1, (await RunAsync("db", "status")).Code);
        await AddAsync("reader@example.org");

        var status = await RunAsync("db", "status", "--format", "json");

        Assert.Equal(0, status.Code);
        Assert.Equal(1, JsonDocument.Parse(status.Out).RootElement.GetProperty("rows").GetProperty("subscribers").GetInt64());
        Assert.DoesNotContain("reader", status.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_was_erased_or_suppressed_since_the_backup_stays_so_after_its_restore()
    {
        foreach (var name in new[] { "stays", "leaves", "erased", "suppressed", "returns" }) await AddAsync(name + "@example.org");
        Assert.Equal(0, (await RunAsync("db", "backup", Backup)).Code);
        await LeaveAsync("leaves@example.org");
        await LeaveAsync("returns@example.org");
        await ReturnAsync("returns@example.org");
        await RunAsync("subscribers", "erase", "erased@example.org");
        await RunAsync("subscribers", "suppress", "suppressed@example.org", "--reason", "complaint");
        await AddAsync("later@example.org");

        var restored = await RunAsync("db", "restore", Backup);

        Assert.Equal(("", 0), (restored.Error, restored.Code));
        Assert.Contains("1 subscriptions ended, 1 people erased, 2 addresses suppressed", restored.Out, StringComparison.Ordinal);
        var list = (await RunAsync("subscribers", "list")).Out;
        Assert.Contains("Unsubscribed  treatments/weekly  leaves@example.org", list, StringComparison.Ordinal);
        Assert.Contains("Confirmed     treatments/weekly  returns@example.org", list, StringComparison.Ordinal);
        Assert.DoesNotContain("erased@", list, StringComparison.Ordinal);
        Assert.DoesNotContain("later@", list, StringComparison.Ordinal);
        Assert.Contains("Complaint", (await RunAsync("subscribers", "show", "suppressed@example.org")).Out, StringComparison.Ordinal);
        Assert.Contains("OlderDatabase", (await RunAsync("db", "status", "--format", "json")).Out, StringComparison.OrdinalIgnoreCase);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Database)!, "*.before-restore-*"));
        Assert.DoesNotContain("@", await File.ReadAllTextAsync(Database + ".departures", CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_during_writes_is_whole()
    {
        await AddAsync("reader@example.org");
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            using var connection = new SqliteConnection($"Data Source={Database}");
            for (var number = 0; !done.IsCancellationRequested; number++)
            {
                // Two rows that belong together: a copy has both or neither.
                await connection.ExecuteAsync("BEGIN IMMEDIATE; INSERT INTO counters VALUES (@one, 1); INSERT INTO counters VALUES (@other, 1); COMMIT;",
                    new { one = string.Create(CultureInfo.InvariantCulture, $"a{number}"), other = string.Create(CultureInfo.InvariantCulture, $"b{number}") });
            }
        }, CancellationToken.None);

        for (var copy = 0; copy < 5; copy++) Assert.Equal(0, (await RunAsync("db", "backup", Backup + copy.ToString(CultureInfo.InvariantCulture))).Code);
        await done.CancelAsync();
        await writing;

        for (var copy = 0; copy < 5; copy++)
        {
            using var connection = new SqliteConnection($"Data Source={Backup}{copy.ToString(CultureInfo.InvariantCulture)};Pooling=False");
            Assert.Equal(0, await connection.ExecuteScalarAsync<long>("SELECT COALESCE(SUM(CASE WHEN name LIKE 'a%' THEN 1 ELSE -1 END), 0) FROM counters WHERE name LIKE 'a%' OR name LIKE 'b%'"));
            Assert.Equal("ok", await connection.ExecuteScalarAsync<string>("PRAGMA integrity_check"));
        }
    }

    [Fact]
    public async Task What_is_no_sound_backup_of_this_program_is_refused_and_changes_nothing()
    {
        await AddAsync("reader@example.org");
        await RunAsync("db", "backup", Backup);
        await File.WriteAllTextAsync(folder.File("text.db"), "not a database at all", CancellationToken.None);
        await ExecuteAsync(folder.File("other.db"), "CREATE TABLE t (a)");
        File.Copy(Backup, folder.File("newer.db"));
        await ExecuteAsync(folder.File("newer.db"), "INSERT INTO schema_migrations VALUES (999, 'future', 'x', 1)");
        var torn = await File.ReadAllBytesAsync(Backup, CancellationToken.None);
        await File.WriteAllBytesAsync(folder.File("torn.db"), torn[..(torn.Length / 2)], CancellationToken.None);

        Assert.Contains("is not there", await RefusedAsync("missing.db"), StringComparison.Ordinal);
        Assert.Contains("is no SQLite database", await RefusedAsync("text.db"), StringComparison.Ordinal);
        Assert.Contains("another program", await RefusedAsync("other.db"), StringComparison.Ordinal);
        Assert.Contains("schema 999", await RefusedAsync("newer.db"), StringComparison.Ordinal);
        Assert.Contains("damaged", await RefusedAsync("torn.db"), StringComparison.Ordinal);
        Assert.Contains("reader@example.org", (await RunAsync("subscribers", "list")).Out, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Database)!, "*restor*"));
    }

    [Fact]
    public async Task Nothing_is_restored_under_a_program_that_uses_the_database()
    {
        await AddAsync("reader@example.org");
        await RunAsync("db", "backup", Backup);
        await using var running = new Syndication.Worker.Storage.Database(new Syndication.Worker.Storage.StorageOptions { ConnectionString = $"Data Source={Database}" });
        await using (await running.OpenAsync(CancellationToken.None)) Assert.Contains("stop it first", await RefusedAsync("backup.db"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_never_replaces_a_file()
    {
        await AddAsync("reader@example.org");
        await File.WriteAllTextAsync(Backup, "older", CancellationToken.None);

        Assert.Equal(2, (await RunAsync("db", "backup", Backup)).Code);
        Assert.Equal("older", await File.ReadAllTextAsync(Backup, CancellationToken.None));
    }

    private async Task<string> RefusedAsync(string name)
    {
        var (code, _, error) = await RunAsync("db", "restore", Path.Combine(folder.Path, name));
        Assert.Equal(2, code);
        return error;
    }

    private Task AddAsync(string address) => RunAsync("subscribers", "add", address, "--newsletter", "treatments", "--confirmed");

    private async Task LeaveAsync(string address) => await ChangeAsync(address, (store, transaction, id) => store.UnsubscribeAsync(transaction, id, DateTimeOffset.UnixEpoch));

    private async Task ReturnAsync(string address) => await ChangeAsync(address, (store, transaction, id) => store.ResubscribeAsync(transaction, id));

    /// <summary>What the service does when a reader follows a link.</summary>
    private async Task ChangeAsync(string address, Func<Syndication.Worker.Storage.SubscriptionStore, System.Data.Common.DbTransaction, string, Task> change)
    {
        await using var database = new Syndication.Worker.Storage.Database(new Syndication.Worker.Storage.StorageOptions { ConnectionString = $"Data Source={Database}" });
        var journal = new Syndication.Worker.Storage.DepartureJournal(
            database, new Syndication.Worker.Storage.SecretStore(database), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Syndication.Worker.Storage.DepartureJournal>.Instance);
        var id = await database.ReadAsync(connection => connection.ExecuteScalarAsync<string>(
            "SELECT s.id FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id WHERE r.address_key = @address", new { address }), CancellationToken.None);
        await database.WriteAsync(transaction => change(new Syndication.Worker.Storage.SubscriptionStore(database, journal), transaction, id!), CancellationToken.None);
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.ExecuteAsync(sql);
    }

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false);
        var code = await CommandLine.RunAsync([.. arguments, "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }
}
