using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Tests.Worker.Storage;

/// <summary>What holds for the ledger on either engine.</summary>
public abstract class PostStoreCompliance : StoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 818, TimeSpan.Zero);

    // One instance: arrays in records compare by reference.
    private static readonly ImmutableArray<string> Feeds = ["all", "tags/heart"];

    private IngestLease lease = null!;

    private PostStore Store => new(Test.Database, lease);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lease = await Ingesting.HeldAsync(Test.Database);
    }

    [Fact]
    public async Task A_ledger_comes_back_as_it_was_stored()
    {
        var change = new LedgerChange
        {
            Entries = [Entry("a"), Entry("b", 2) with { RemovedAt = Noon.AddDays(1) }],
            Feeds = [new LedgerFeed("tags/kalp-sağlığı", "Kalp Sağlığı", Noon)],
            TagSlugs = [KeyValuePair.Create("c#", "c-sharp")],
        };
        Assert.True(await Store.SaveAsync(LedgerState.Empty, change, Token));
        var stored = await Store.LoadAsync(null, Token);

        Assert.Equal(1, stored.Revision);
        Assert.Equal(change.Entries, stored.Entries.Values.OrderBy(entry => entry.Arrival).Select(entry => entry with { Feeds = Feeds }));
        Assert.Equal(Feeds, stored.Entries["b"].Feeds);
        Assert.Equal(change.Feeds, stored.Feeds.Values);
        Assert.Equal(change.TagSlugs, stored.TagSlugs);
        Assert.Equal(1, stored.LiveCount);
    }

    [Fact]
    public async Task Retired_feeds_and_late_members_come_back_as_they_were_stored()
    {
        var joined = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal).Add("tags/heart", 7);
        var feed = new LedgerFeed("tags/c", "C++", Noon, Noon.AddDays(1), "tags/cpp");
        await Store.SaveAsync(LedgerState.Empty, new LedgerChange { Entries = [Entry("a") with { Joined = joined }], Feeds = [feed] }, Token);
        var stored = await Store.LoadAsync(null, Token);

        Assert.Equal(feed, stored.Feeds["tags/c"]);
        Assert.Equal((7, 1, 7), (stored.Entries["a"].NumberIn("tags/heart"), stored.Entries["a"].NumberIn("all"), stored.LastArrival));
        await Store.SaveAsync(stored, new LedgerChange { Feeds = [feed with { RetiredAt = null, MovedTo = null }] }, Token);
        Assert.True((await Store.LoadAsync(null, Token)).Feeds["tags/c"].IsLive);
    }

    [Fact]
    public async Task Nobody_reads_again_what_nobody_changed()
    {
        await Store.SaveAsync(LedgerState.Empty, Adding("a"), Token);
        var known = await Store.LoadAsync(null, Token);

        Assert.Same(known, await Store.LoadAsync(known, Token));
    }

    [Fact]
    public async Task Of_two_that_change_the_same_ledger_the_second_is_told_so()
    {
        Assert.True(await Store.SaveAsync(LedgerState.Empty, Adding("a"), Token));
        Assert.False(await Store.SaveAsync(LedgerState.Empty, Adding("b"), Token));

        Assert.Equal(["a"], (await Store.LoadAsync(null, Token)).Entries.Keys);
    }

    [Fact]
    public async Task An_arrival_stays_what_it_was()
    {
        await Store.SaveAsync(LedgerState.Empty, Adding("a"), Token);
        var before = await Store.LoadAsync(null, Token);
        await Store.SaveAsync(before, new LedgerChange { Entries = [Entry("a", arrival: 9) with { File = "moved.md" }] }, Token);
        var entry = (await Store.LoadAsync(null, Token)).Entries["a"];

        Assert.Equal((1, "moved.md"), (entry.Arrival, entry.File));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static LedgerChange Adding(string id) => new() { Entries = [Entry(id)] };

    private static LedgerEntry Entry(string id, long arrival = 1) => new()
    {
        Id = id,
        File = id + ".md",
        Url = "https://example.org/" + id,
        BodyHash = "b",
        ContentHash = "c",
        Published = Noon,
        Updated = Noon,
        Arrival = arrival,
        Feeds = Feeds,
        FirstSeen = Noon,
    };
}
