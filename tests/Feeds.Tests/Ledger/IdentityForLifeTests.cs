using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Ledger;

/// <summary>A post keeps its identity for life, so that no old entry turns up as new.</summary>
public sealed class IdentityForLifeTests
{
    private readonly IdentityLedger identities = new(Site, ContentIn(), FeedsIn());
    private LedgerState ledger = LedgerState.Empty;
    private DateTimeOffset now = Noon.AddDays(1);

    [Fact]
    public void A_stated_identity_that_comes_later_changes_nothing_for_readers()
    {
        Scan(Post("a.md"));
        var before = Entry("a.md").Id;
        Scan(Post("a.md", id: "urn:x:1", content: "edited"));

        Assert.Equal((before, "urn:x:1"), (Entry("a.md").Id, Entry("a.md").StatedId));
    }

    [Fact]
    public void A_stated_identity_that_came_later_finds_the_post_when_all_else_changed()
    {
        Scan(Post("a.md"));
        var before = Entry("a.md").Id;
        Scan(Post("a.md", id: "urn:x:1"));
        Scan(Post("b.md", Noon.AddDays(9), id: "urn:x:1", body: "new text", content: "new"));

        Assert.Equal(before, Entry("b.md").Id);
    }

    [Fact]
    public void A_stated_identity_that_is_taken_away_stays_the_posts()
    {
        Scan(Post("a.md", id: "urn:x:1"));
        Scan(Post("a.md", content: "edited"));

        Assert.Equal("urn:x:1", Entry("a.md").Id);
    }

    [Fact]
    public void Another_stated_identity_at_the_same_address_is_another_post()
    {
        Scan(Post("a.md", id: "urn:x:1"));
        Scan(Post("a.md", id: "urn:x:2", content: "another"));

        Assert.Equal("urn:x:2", Entry("a.md").Id);
        Assert.False(ledger.Entries["urn:x:1"].IsLive);
    }

    [Fact]
    public void A_removed_post_whose_identity_is_stated_again_is_back()
    {
        Scan(Post("a.md", id: "urn:x:1"));
        Scan();
        Scan(Post("b.md", Noon.AddDays(3), id: "urn:x:1", body: "other", content: "other"));

        Assert.Equal((1, "urn:x:1"), (ledger.Entries.Count, Entry("b.md").Id));
    }

    [Fact]
    public void A_move_whose_going_and_coming_are_seen_one_after_the_other_is_a_move()
    {
        Scan(Post("a.md"));
        var before = Entry("a.md").Id;
        Scan();
        Scan(Post("2026/a.md", url: "https://example.org/2026/a", body: "body of a.md", content: "moved"));

        Assert.Equal(before, Entry("2026/a.md").Id);
    }

    [Fact]
    public void The_text_of_a_removed_post_alone_is_not_that_post()
    {
        Scan(Post("a.md", body: "See you next week."));
        var before = Entry("a.md").Id;
        Scan();
        Scan(Post("b.md", Noon.AddDays(7), body: "See you next week."));

        Assert.NotEqual(before, Entry("b.md").Id);
    }

    [Fact]
    public void Of_two_moved_posts_with_one_text_each_keeps_its_own_identity_by_its_date()
    {
        Scan(Post("a.md", Noon, body: "same"), Post("b.md", Noon.AddDays(-1), body: "same"));
        var (a, b) = (Entry("a.md").Id, Entry("b.md").Id);
        Scan(Post("x.md", Noon.AddDays(-1), body: "same", content: "1"), Post("y.md", Noon, body: "same", content: "2"));

        Assert.Equal((b, a), (Entry("x.md").Id, Entry("y.md").Id));
    }

    [Fact]
    public void A_fresh_ledger_takes_the_identity_that_the_published_feeds_give_an_address()
    {
        var result = identities.Apply(ledger, Everything(Post("b.md")) with { PublishedIds = Known("https://example.org/b", "tag:example.org,2020-01-01:/a") });

        Assert.Equal("tag:example.org,2020-01-01:/a", Assert.Single(result.Posts).Id);
    }

    [Fact]
    public void An_older_ledger_learns_of_a_move_from_the_published_feeds()
    {
        Scan(Post("a.md"));
        var before = Entry("a.md").Id;
        var moved = Post("b.md", body: "rewritten", content: "rewritten");
        var result = identities.Apply(ledger, Everything(moved) with { PublishedIds = Known(moved.Url, before) });

        Assert.Equal(before, Assert.Single(result.Posts).Id);
    }

    [Fact]
    public void The_identity_of_a_tombstone_goes_to_no_other_post()
    {
        Scan(Post("a.md"));
        var before = Entry("a.md").Id;
        Scan();
        Scan(Post("a.md", Noon.AddHours(1), body: "another", content: "another"));

        Assert.Equal(before + "-2", Entry("a.md").Id);
    }

    [Fact]
    public void What_a_post_was_is_remembered()
    {
        Scan(Post("a.md", content: "1"));
        now = now.AddDays(1);
        Scan(Post("a.md", content: "2"));
        now = now.AddDays(1);
        var change = Apply(Post("b.md", url: "https://example.org/a", content: "2")).Change;

        Assert.Equal(new LedgerPast(Entry("a.md").Id, now, "a.md", "https://example.org/a", "2", null), Assert.Single(change.Past));
    }

    [Fact]
    public async Task The_ledger_file_keeps_the_last_few_states_of_a_post()
    {
        using var folder = new TemporaryFolder();
        var store = new LedgerFileStore(folder.PathOf("ledger.json"));
        for (var edit = 0; edit < 9; edit++)
        {
            var change = Apply(Post("a.md", content: $"edit {edit}")).Change;
            await store.SaveAsync(ledger, change, TestContext.Current.CancellationToken);
            ledger = ledger.With(change);
        }

        Assert.Equal(["edit 3", "edit 4", "edit 5", "edit 6", "edit 7"], LedgerFile.LoadPast(folder.PathOf("ledger.json")).Select(past => past.ContentHash));
    }

    private static Dictionary<string, string> Known(string url, string id) => new(StringComparer.Ordinal) { [url] = id };

    private LedgerEntry Entry(string file) => ledger.FindLiveByFile(file)!;

    private LedgerInput Everything(params Post[] posts) =>
        new() { Posts = posts, Freed = [.. ledger.Entries.Values.Where(entry => entry.IsLive).Select(entry => entry.Id)], Now = now };

    private LedgerResult Apply(params Post[] posts) => identities.Apply(ledger, Everything(posts));

    private void Scan(params Post[] posts) => ledger = ledger.With(Apply(posts).Change);
}
