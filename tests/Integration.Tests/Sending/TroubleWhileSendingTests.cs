using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Integration.Sending;

/// <summary>What may befall the database and the clock while an edition goes out: nothing is lost, nothing goes out twice, and log and health say what it is.</summary>
public sealed class TroubleWhileSendingTests
{
    private const int Readers = 400;

    private static IEnumerable<string> Addresses => Enumerable.Range(0, Readers).Select(i => string.Create(CultureInfo.InvariantCulture, $"r{i}@d{i % 50}.example"));

    [Fact]
    public async Task Disk_that_is_full_for_a_while()
    {
        using var folder = new TemporaryFolder();
        var mounted = Directory.CreateDirectory(Path.Combine(folder.Path, "small")).FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", mounted), "A small disk cannot be mounted here (it takes root's right to mount)");
        try
        {
            await using var edition = await RunningEdition.PlanAsync(Addresses, TestDatabase.Sqlite("small", parent: folder));
            edition.Start();
            await edition.UntilAsync("state = 'Sent'", 50);
            await FillAsync(Path.Combine(mounted, "ballast"));
            await TellsAsync(edition, "full");
            File.Delete(Path.Combine(mounted, "ballast"));
            await edition.FinishAsync();
            await edition.StopAsync();
            await edition.AssertEachOnceAsync(Readers);
            Assert.Equal("", await edition.ReadHealthAsync());
        }
        finally
        {
            await RunAsync("umount", "-l", mounted);
        }
    }

    [Fact]
    public async Task Database_that_another_process_locks_for_longer_than_is_waited()
    {
        await using var edition = await RunningEdition.PlanAsync(Addresses, TestDatabase.Sqlite(settings: "Default Timeout=1"));
        edition.Start();
        await edition.UntilAsync("state = 'Sent'", 50);
        await using (var other = new SqliteConnection(edition.Kit.Database.Options.ConnectionString + ";Pooling=False"))
        {
            await other.OpenAsync();
            await using var transaction = other.BeginTransaction(deferred: false);
            await TellsAsync(edition, "locked");
        }

        await edition.FinishAsync();
        await edition.StopAsync();
        await edition.AssertEachOnceAsync(Readers);
    }

    [Fact]
    public async Task Folder_of_the_database_that_is_away_for_a_while()
    {
        using var folder = new TemporaryFolder();
        var here = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        await using var edition = await RunningEdition.PlanAsync(Addresses, TestDatabase.Sqlite("data", "Pooling=False", folder));
        edition.Start();
        await edition.UntilAsync("state = 'Sent'", 50);
        Directory.Move(here, here + ".away");
        await TellsAsync(edition, "unable to open");
        Directory.Move(here + ".away", here);
        await edition.FinishAsync();
        await edition.StopAsync();
        await edition.AssertEachOnceAsync(Readers);
    }

    [Fact]
    public async Task Server_of_the_database_that_crashes_and_comes_back()
    {
        var server = await PostgresServer.StartOwnAsync();
        Assert.SkipUnless(server is not null, PostgresServer.Missing);
        try
        {
            await using (var edition = await RunningEdition.PlanAsync(Addresses, await TestDatabase.PostgresAsync(server!)))
            {
                edition.Start();
                await edition.UntilAsync("state = 'Sent'", 50);
                await server!.CrashAsync();
                await TellsAsync(edition, "");
                await server.StartAgainAsync();
                await edition.FinishAsync();
                await edition.StopAsync();
                await edition.AssertEachOnceAsync(Readers);
            }
        }
        finally
        {
            await server!.EndAsync();
        }
    }

    [Fact]
    public async Task Clock_that_is_set_back_by_an_hour_and_ahead_by_a_day()
    {
        await using var edition = await RunningEdition.PlanAsync(Addresses);
        edition.Server.When(SmtpStage.Rcpt, "@d1.example", timesEach: 1).Replies("450 4.2.1 Busy");
        edition.Start();
        await edition.UntilAsync("state = 'Sent'", 20);
        edition.Clock.Jump(TimeSpan.FromHours(-1));
        await edition.UntilAsync("state = 'Sent'", 200);
        Assert.Contains("set back by 60 minutes", await edition.ReadHealthAsync(), StringComparison.Ordinal);
        await LoggedAsync(edition, "The clock was set back");
        edition.Clock.Jump(TimeSpan.FromHours(25));
        await LoggedAsync(edition, "The clock went ahead");
        Assert.Equal("", await edition.ReadHealthAsync());
        await edition.FinishAsync();
        await edition.StopAsync();
        await edition.AssertEachOnceAsync(Readers);
    }

    private static async Task TellsAsync(RunningEdition edition, string words)
    {
        var log = edition.Kit.Get<DeliveryLog>();
        await Eventually.BeTrueAsync(() => log.Trouble?.Contains(words, StringComparison.OrdinalIgnoreCase) == true, () => "Nothing was said; last: " + log.Trouble);
        await LoggedAsync(edition, "The database does not take what happens");
        var sent = edition.Server.Messages.Count;
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        // What was begun may still arrive, nothing else.
        Assert.InRange(edition.Server.Messages.Count - sent, 0, 8);
        if (!edition.Kit.Database.Database.Dialect.MigrationFolder.StartsWith("postgres", StringComparison.Ordinal)) Assert.NotNull(log.Trouble);
    }

    private static Task LoggedAsync(RunningEdition edition, string words) => Eventually.BeTrueAsync(
        () => edition.Kit.Log.Lines.Any(line => line.Contains(words, StringComparison.Ordinal)), () => "The log never said: " + words);

    private static async Task FillAsync(string file)
    {
        await using var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
