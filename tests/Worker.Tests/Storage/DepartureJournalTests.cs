using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Backups;

namespace Syndication.Tests.Worker.Storage;

public sealed class DepartureJournalTests : IAsyncLifetime
{
    private static readonly string[] Hashes = [new('a', 64), new('b', 64)];
    private static readonly string[] Details = ["Bounce", "Complaint", "Erasure", "Ops"];

    private readonly TestDatabase test = TestDatabase.Sqlite();

    private string File => test.Database.File + ".departures";

    public async ValueTask InitializeAsync() => await test.MigrateAsync();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public void A_compacted_journal_comes_to_the_same()
    {
        var departures =
            from kind in Gen.Choose(0, 3)
            from hash in Gen.Elements(Hashes)
            from detail in Gen.Elements(Details)
            from second in Gen.Choose(10, 59)
            let at = string.Create(CultureInfo.InvariantCulture, $"2026-01-01T00:00:{second}Z")
            select new Departure((DepartureKind)kind, hash, kind < 2 ? "treatments" : kind == 2 ? detail : "") { Stamp = at };

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(departures.ListOf().ToArbitrary(), journal =>
        {
            // A journal is written in the order of its times.
            var before = new DepartureFold(journal.OrderBy(departure => departure.Stamp, StringComparer.Ordinal));
            var compacted = before.ToJournal().OrderBy(departure => departure.Stamp, StringComparer.Ordinal).ToList();
            var after = new DepartureFold(compacted);
            Assert.InRange(compacted.Count, 0, Hashes.Length * 4);
            Assert.Equal(before.Lifted.Order(), after.Lifted.Order());
            Assert.Equal(before.Suppressed.Order(), after.Suppressed.Order());
            Assert.All(Hashes, hash => Assert.Equal((before.IsErased(hash), before.HasLeft(hash, "treatments")), (after.IsErased(hash), after.HasLeft(hash, "treatments"))));
        }));
    }

    [Fact]
    public async Task What_was_lifted_since_the_backup_is_lifted_after_its_restore_and_a_later_reason_holds()
    {
        var suppressions = new SuppressionStore(new SecretStore(test.Database));
        string[] names = ["lifted@example.org", "again@example.org", "stays@example.org"];
        foreach (var name in names)
        {
            await test.Database.WriteAsync(transaction => suppressions.AddAsync(transaction, name, SuppressionReason.Bounce, DateTimeOffset.UnixEpoch), CancellationToken.None);
        }

        Departure[] journal =
        [
            new(DepartureKind.Lifted, suppressions.Hash("lifted@example.org"), ""), new(DepartureKind.Lifted, suppressions.Hash("again@example.org"), ""),
            new(DepartureKind.Suppressed, suppressions.Hash("again@example.org"), "Complaint"), new(DepartureKind.Suppressed, suppressions.Hash("stays@example.org"), "Erasure"),
        ];
        await new DepartureReplay(test.Database, suppressions, TimeProvider.System).RunAsync(journal, CancellationToken.None);

        var reasons = new List<SuppressionReason?>();
        foreach (var name in names) reasons.Add(await test.Database.WriteAsync(transaction => suppressions.FindAsync(transaction, name), CancellationToken.None));
        Assert.Equal([null, SuppressionReason.Complaint, SuppressionReason.Bounce], reasons);
    }

    [Fact]
    public async Task A_grown_journal_is_shortened_when_nobody_else_uses_the_database()
    {
        var size = await GrowAsync();
        await System.IO.File.WriteAllTextAsync(File + ".compacting", "what a crash left", CancellationToken.None);
        var before = DepartureJournal.Read(File).ToList();

        await using (var other = new Database(test.Options))
        {
            await using (await other.OpenAsync(CancellationToken.None)) Assert.False(await CompactAsync());
        }

        Assert.Equal(size, new FileInfo(File).Length);
        await test.Database.DisposeAsync();
        Assert.True(await CompactAsync());

        var after = DepartureJournal.Read(File).ToList();
        Assert.Equal(101, after.Count);
        Assert.Equal(new DepartureFold(before).Suppressed, new DepartureFold(after).Suppressed);
        Assert.False(System.IO.File.Exists(File + ".compacting"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.False(await CompactAsync());
    }

    [Fact]
    public async Task A_journal_that_nothing_can_be_left_out_of_stays_as_it_is()
    {
        var text = new StringBuilder();
        for (var number = 0; number < 12_000; number++) text.Append(CultureInfo.InvariantCulture, $"2026-01-01T00:00:00Z Left {number:x64} treatments\n");
        await System.IO.File.WriteAllTextAsync(File, text.ToString(), CancellationToken.None);
        await test.Database.DisposeAsync();

        Assert.False(await CompactAsync());

        Assert.Equal(text.ToString(), await System.IO.File.ReadAllTextAsync(File, CancellationToken.None));
    }

    private async Task<bool> CompactAsync()
    {
        await using var fresh = new Database(test.Options);
        return new DepartureJournal(fresh, new SecretStore(fresh), TimeProvider.System, NullLogger<DepartureJournal>.Instance).Compact();
    }

    /// <summary>A hundred readers who leave and come back again and again, and one who was suppressed first.</summary>
    private async Task<long> GrowAsync()
    {
        var text = new StringBuilder($"2026-01-01T00:00:00Z Suppressed {new string('f', 64)} Bounce\n");
        for (var number = 0; number < 14_000; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"2026-01-01T00:00:00Z {(number % 3 == 0 ? "Returned" : "Left")} {number % 100:x64} treatments\n");
        }

        await System.IO.File.WriteAllTextAsync(File, text.ToString() + "2026-01-01T00:00:00Z Le", CancellationToken.None);
        return new FileInfo(File).Length;
    }
}
