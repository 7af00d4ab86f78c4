using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Backups;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>The program killed at its work on readers, as by a power cut, and started again.</summary>
public sealed class SubscriberFileTests : IDisposable
{
    private const int Lines = 120_000;

    private readonly Installation installation = Installation.Create();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task An_import_that_was_killed_ends_as_one_that_was_not()
    {
        var file = installation.FileAt("readers.csv");
        await File.WriteAllTextAsync(file, LinesOf(), TestContext.Current.CancellationToken);
        using var whole = Installation.Create();
        Assert.Equal(1, (await whole.CallAsync("subscribers", "import", file)).Code);

        var kills = 0;
        foreach (var share in new[] { 1, Lines / 3 })
        {
            await using var import = installation.Start("subscribers", "import", file);
            await Eventually.BeTrueAsync(() => import.HasEnded || CountSubscribers(installation) >= share, () => import.Everything);
            if (import.HasEnded) continue;
            await import.KillAsync();
            kills++;
        }

        Assert.True(kills > 0, "Nothing was killed: the file is too short for this machine");
        var left = CountSubscribers(installation);
        Assert.InRange(left, 1, CountSubscribers(whole) - 1);
        Assert.Equal("ok", Scalar<string>(installation, "PRAGMA integrity_check"));
        Assert.Equal(1, (await installation.CallAsync("subscribers", "import", file, "--report", installation.FileAt("report.csv"))).Code);

        Assert.Equal(Everything(whole), Everything(installation));
        Assert.Equal("ok", Scalar<string>(installation, "PRAGMA integrity_check"));
    }

    [Fact]
    public async Task A_service_that_was_killed_while_it_shortened_the_journal_of_those_who_left_has_lost_none()
    {
        Assert.Equal(0, (await installation.CallAsync("db", "migrate")).Code);
        var journal = installation.PathOf("data/syndication.db.departures");
        var text = new StringBuilder();
        for (var number = 0; number < 150_000; number++) text.Append(CultureInfo.InvariantCulture, $"2026-01-01T00:00:00Z {(number % 5 == 0 ? "Returned" : "Left")} {number % 90_000:x64} treatments\n");
        await File.WriteAllTextAsync(journal, text.ToString(), TestContext.Current.CancellationToken);
        var before = new DepartureFold(DepartureJournal.Read(journal));
        var hashes = Enumerable.Range(0, 90_000).Select(number => number.ToString("x64", CultureInfo.InvariantCulture)).ToArray();
        var wasLeft = hashes.Where(hash => before.HasLeft(hash, "treatments")).ToArray();

        // First as soon as the shorter file is begun, then wherever it happens to be.
        for (var round = 0; round < 3; round++)
        {
            await using var service = installation.Start("run");
            var size = new FileInfo(journal).Length;
            await Eventually.BeTrueAsync(() => service.HasEnded || File.Exists(journal + ".compacting") || new FileInfo(journal).Length < size || service.Output.Length > 0, () => service.Everything);
            await service.KillAsync();

            var after = new DepartureFold(DepartureJournal.Read(journal));
            Assert.Equal(wasLeft, hashes.Where(hash => after.HasLeft(hash, "treatments")));
        }

        await using (var site = await installation.RunAsync()) await site.StopAsync();
        Assert.Equal(90_000, DepartureJournal.Read(journal).Count());
        Assert.False(File.Exists(journal + ".compacting"));
    }

    /// <summary>Readers in no order, some twice, some who left or bounced, and lines that are none.</summary>
    private static string LinesOf()
    {
        var text = new StringBuilder("email,status,unsubscribed_at\n");
        for (var number = 0; number < Lines; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"r{number * 48_271L % (Lines - 500):x}");
            text.Append(name).Append((number % 50) switch
            {
                7 => "@example.org,unsubscribed,2024-01-01\n",
                13 => "@example.org,bounced,\n",
                21 => ",confirmed,\n",
                _ => "@example.org,confirmed,\n",
            });
        }

        return text.ToString();
    }

    private static string Everything(Installation of) => string.Join(' ', new[]
    {
        "SELECT COUNT(*) || ' ' || COALESCE(SUM(length(address_key)), 0) FROM subscribers",
        "SELECT group_concat(state || ' ' || n) FROM (SELECT state, COUNT(*) AS n FROM subscriptions GROUP BY state ORDER BY state)",
        "SELECT COUNT(*) FROM suppressions WHERE reason = 'Bounce'",
        "SELECT COUNT(*) FROM subscribers r WHERE NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.subscriber_id = r.id)",
    }.Select(sql => Scalar<string>(of, sql)));

    private static long CountSubscribers(Installation of) =>
        File.Exists(of.PathOf("data/syndication.db")) && Scalar<long>(of, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'subscribers'") == 1 ? Scalar<long>(of, "SELECT COUNT(*) FROM subscribers") : 0;

    private static T? Scalar<T>(Installation of, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={of.PathOf("data/syndication.db")};Pooling=False;Default Timeout=30");
        return connection.ExecuteScalar<T>(sql);
    }
}
