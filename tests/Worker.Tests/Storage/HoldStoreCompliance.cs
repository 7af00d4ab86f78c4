using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

/// <summary>What holds for holds, marks and history on either engine.</summary>
public abstract class HoldStoreCompliance : StoreCompliance
{
    private readonly ManualClock clock = new();

    private HoldStore Store => new(Test.Database, clock);

    [Fact]
    public async Task A_hold_comes_back_as_it_was_kept()
    {
        var hold = Removal();
        await Store.SetAsync(hold, ["a", "b"], Token);

        Assert.Equal(hold, Assert.Single(await Store.ReadAsync(Token)));
    }

    [Fact]
    public async Task Only_accepted_removals_are_accepted()
    {
        await Store.SetAsync(Removal(), ["a", "b"], Token);
        Assert.Empty(await Store.ReadAcceptedRemovalsAsync(Token));
        await Store.AcceptAsync(HoldKind.MassRemoval, Token);

        Assert.Equal(["a", "b"], (await Store.ReadAcceptedRemovalsAsync(Token)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_acceptance_is_of_these_posts_and_no_others()
    {
        await Store.SetAsync(Removal(), ["a"], Token);
        await Store.AcceptAsync(HoldKind.MassRemoval, Token);
        await Store.SetAsync(Removal(), ["a"], Token);
        Assert.NotNull(Assert.Single(await Store.ReadAsync(Token)).AcceptedAt);
        await Store.SetAsync(Removal(), ["a", "b"], Token);

        Assert.Null(Assert.Single(await Store.ReadAsync(Token)).AcceptedAt);
    }

    [Fact]
    public async Task A_clock_that_is_not_believed_holds_every_newsletter()
    {
        await Store.SetAsync(Removal(), [], Token);
        Assert.Null(await Store.FindAsync("treatments", Token));
        await Store.SetAsync(Removal() with { Kind = HoldKind.Clock }, [], Token);

        Assert.Equal(HoldKind.Clock, (await Store.FindAsync("treatments", Token))?.Kind);
    }

    [Fact]
    public async Task Holds_end_by_kind()
    {
        await Store.SetAsync(Removal(), [], Token);
        await Store.SetAsync(Removal() with { Kind = HoldKind.Clock }, [], Token);
        Assert.True(await Store.EndAsync([HoldKind.MassRemoval, HoldKind.FolderEmpty], Token));

        Assert.Equal(HoldKind.Clock, Assert.Single(await Store.ReadAsync(Token)).Kind);
    }

    [Fact]
    public async Task A_copy_that_was_left_behind_is_older()
    {
        var state = new ServiceStateStore(Test.Database);
        var first = await state.BeatAsync(clock.GetUtcNow(), Token);
        var second = await state.BeatAsync(clock.GetUtcNow(), Token);

        Assert.True(first.IsOlderThan(second));
        Assert.False(second.IsOlderThan(second));
        Assert.Equal(second, await state.ReadMarkAsync(Token));
    }

    [Fact]
    public async Task What_a_post_was_comes_back_oldest_first()
    {
        var noon = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
        var posts = new PostStore(Test.Database, await Ingesting.HeldAsync(Test.Database));
        ImmutableArray<LedgerPast> past = [new("p", noon, "a.md", "https://example.org/a", "1", null), new("p", noon.AddDays(1), "b.md", "https://example.org/a", "2", noon)];
        var ledger = LedgerState.Empty;
        foreach (var one in past)
        {
            var change = new LedgerChange { Feeds = [new LedgerFeed("all", "", one.Until)], Past = [one] };
            Assert.True(await posts.SaveAsync(ledger, change, Token));
            ledger = ledger.With(change);
        }

        var history = new PostHistoryStore(Test.Database);
        Assert.Equal(past, await history.ReadAsync("p", Token));
        Assert.Equal("p", await history.FindAsync("a.md", Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Hold Removal() => new()
    {
        Scope = Hold.Content,
        Kind = HoldKind.MassRemoval,
        Reason = "10 of 20 posts are gone at once.",
        Affected = 10,
        Total = 20,
        HeldAt = clock.GetUtcNow(),
    };
}

public sealed class SqliteHoldStoreTests : HoldStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => Task.FromResult<TestDatabase?>(TestDatabase.Sqlite());
}

public sealed class PostgresHoldStoreTests : HoldStoreCompliance
{
    protected override Task<TestDatabase?> CreateAsync() => TestDatabase.PostgresAsync();
}
