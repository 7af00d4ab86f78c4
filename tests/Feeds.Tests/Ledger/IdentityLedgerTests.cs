using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Ledger;

public sealed class IdentityLedgerTests
{
    private readonly IdentityLedger identities = new(Site, ContentIn(), FeedsIn());
    private LedgerState ledger = LedgerState.Empty;
    private DateTimeOffset now = Noon.AddDays(1);

    [Fact]
    public void Arrivals_of_a_fresh_ledger_follow_the_dates()
    {
        Scan(Post("new.md", Noon), Post("old.md", Noon.AddYears(-1)));

        Assert.Equal(["old.md", "new.md"], ledger.Entries.Values.OrderBy(entry => entry.Arrival).Select(entry => entry.File));
    }

    [Fact]
    public void A_backdated_newcomer_arrives_last()
    {
        Scan(Post("a.md", Noon));
        Scan(Post("a.md", Noon), Post("b.md", Noon.AddYears(-1)));

        Assert.Equal(2, Entry("b.md").Arrival);
    }

    [Fact]
    public void A_renamed_file_with_the_same_address_keeps_its_identity()
    {
        Scan(Post("a.md", url: "https://example.org/x"));
        var before = Entry("a.md");
        Scan(Post("b.md", url: "https://example.org/x", body: "another", content: "another"));

        Assert.Equal((before.Id, before.Arrival), (Entry("b.md").Id, Entry("b.md").Arrival));
    }

    [Fact]
    public void A_changed_address_in_the_same_file_keeps_its_identity()
    {
        Scan(Post("a.md", url: "https://example.org/x"));
        var before = Entry("a.md").Id;
        Scan(Post("a.md", url: "https://example.org/y", body: "another", content: "another"));

        Assert.Equal(before, Entry("a.md").Id);
    }

    [Fact]
    public void A_post_whose_file_and_address_both_changed_is_found_by_its_body()
    {
        Scan(Post("a.md", url: "https://example.org/x", body: "same"));
        var before = Entry("a.md").Id;
        Scan(Post("b.md", url: "https://example.org/y", body: "same", content: "moved"));

        Assert.Equal(before, Entry("b.md").Id);
    }

    [Fact]
    public void Two_files_that_swap_their_addresses_follow_the_addresses()
    {
        Scan(Post("a.md", url: "https://example.org/x"), Post("b.md", url: "https://example.org/y"));
        var (a, b) = (Entry("a.md").Id, Entry("b.md").Id);
        Scan(Post("a.md", url: "https://example.org/y", content: "1"), Post("b.md", url: "https://example.org/x", content: "2"));

        Assert.Equal((b, a), (Entry("a.md").Id, Entry("b.md").Id));
    }

    [Fact]
    public void A_stated_identity_is_taken_as_it_is()
    {
        Scan(Post("a.md", id: "urn:uuid:0d4f1a52-6f0e-4c38-9a50-2f6c1b7f9e11"));

        Assert.Equal("urn:uuid:0d4f1a52-6f0e-4c38-9a50-2f6c1b7f9e11", Entry("a.md").Id);
    }

    [Fact]
    public void A_removed_post_leaves_a_tombstone_in_the_window_of_its_feeds()
    {
        Scan(Post("a.md", tags: ["heart"]), Post("b.md", tags: ["heart"]));
        Scan(Post("a.md", tags: ["heart"]));

        Assert.Equal([false, true], ledger.Window("tags/heart", 2).Select(entry => entry.IsLive));
        Assert.Equal(1, ledger.LiveCount);
    }

    [Fact]
    public void A_new_text_at_a_removed_address_is_a_new_post()
    {
        Scan(Post("a.md", url: "https://example.org/x"));
        var before = Entry("a.md").Id;
        Scan();
        Scan(Post("c.md", Noon.AddHours(1), url: "https://example.org/x", body: "another", content: "another"));

        Assert.NotEqual(before, Entry("c.md").Id);
    }

    [Fact]
    public void A_removed_post_that_comes_back_is_the_same_post()
    {
        Scan(Post("a.md"));
        var before = Entry("a.md");
        Scan();
        Scan(Post("a.md"));

        Assert.Equal(before, Entry("a.md") with { Feeds = before.Feeds });
    }

    [Fact]
    public void A_broken_file_keeps_its_post()
    {
        Scan(Post("a.md"));
        var result = Apply(new LedgerInput { Posts = [], Freed = [Entry("a.md").Id], BrokenFiles = new HashSet<string> { "a.md" }, Now = now });

        Assert.True(result.Change.IsEmpty);
    }

    [Fact]
    public void Updated_moves_only_with_the_content_and_to_its_first_sight()
    {
        Scan(Post("a.md"));
        now = now.AddDays(1);
        Scan(Post("a.md", content: "edited"));
        var edited = now;
        now = now.AddDays(1);
        Scan(Post("a.md", content: "edited"));

        Assert.Equal(edited, Entry("a.md").Updated);
    }

    [Fact]
    public void Correction_moves_updated_though_the_authors_word_stays()
    {
        var post = Post("a.md") with { Updated = Noon.AddHours(3) };
        Scan(post);
        var corrected = post with { Corrections = [new(null, "Wrong.")], ContentHash = "corrected" };
        now = Noon.AddDays(2);
        Scan(corrected);
        Assert.Equal(now, Entry("a.md").Updated);
        now = Noon.AddDays(3);
        Scan(corrected);
        Assert.Equal(Noon.AddDays(2), Entry("a.md").Updated);
    }

    [Fact]
    public void Fresh_ledger_takes_updated_from_the_date_of_a_correction()
    {
        now = Noon.AddDays(9);
        Scan(Post("a.md") with { Corrections = [new(Noon.AddDays(2), "Wrong."), new(Noon.AddYears(9), "Later.")] });
        Assert.Equal(Noon.AddDays(2), Entry("a.md").Updated);
    }

    [Fact]
    public void Updated_is_the_authors_word_where_there_is_one()
    {
        Scan(Post("a.md") with { Updated = Noon.AddHours(3) });

        Assert.Equal(Noon.AddHours(3), Entry("a.md").Updated);
    }

    [Fact]
    public void A_feed_that_a_post_left_is_touched_too()
    {
        Scan(Post("a.md", tags: ["heart"]));
        var result = Apply(Everything(Post("a.md", tags: ["lung"], content: "edited")));

        Assert.Equal(["all", "tags/heart", "tags/lung", "types/disease"], result.Change.Feeds.Select(feed => feed.Path));
    }

    [Fact]
    public void Nothing_changes_when_nothing_moved()
    {
        Scan(Post("a.md", tags: ["heart"]));
        var before = ledger;
        Scan(Post("a.md", tags: ["heart"]));

        Assert.Same(before, ledger);
    }

    [Fact]
    public async Task The_file_store_gives_back_what_it_was_given()
    {
        using var folder = new TemporaryFolder();
        Scan(Post("a.md", tags: ["heart"]), Post("b.md"));
        Scan(Post("a.md", tags: ["heart"]));
        var path = folder.PathOf("ledger.json");
        LedgerFile.Save(path, ledger);
        var stored = await new LedgerFileStore(path).LoadAsync(null, TestContext.Current.CancellationToken);

        Assert.Equal(ledger.Revision, stored.Revision);
        Assert.Equal(ledger.LastArrival, stored.LastArrival);
        Assert.Equal(ledger.Feeds, stored.Feeds);
        Assert.Equal(ledger.Window("all", 9).Select(entry => (entry.Id, entry.IsLive)), stored.Window("all", 9).Select(entry => (entry.Id, entry.IsLive)));
        Assert.Equal(ledger.Owners.OrderBy(owner => owner.Key), stored.Owners.OrderBy(owner => owner.Key));
    }

    [Fact]
    public async Task The_file_store_keeps_the_ledger_as_it_is_after_a_change()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("ledger.json");
        Scan(Post("a.md", tags: ["heart"]), Post("b.md"));
        LedgerFile.Save(path, ledger);
        var result = Apply(Everything(Post("b.md", tags: ["lung"]), Post("c.md")));
        await new LedgerFileStore(path).SaveAsync(ledger, result.Change, TestContext.Current.CancellationToken);
        var after = ledger.With(result.Change);
        LedgerFile.Save(folder.PathOf("after.json"), after);

        var stored = LedgerFile.Load(path);

        Assert.Equal((after.Revision, after.LastArrival), (stored.Revision, stored.LastArrival));
        Assert.Equal(LedgerFile.Load(folder.PathOf("after.json")).Entries.Values.OrderBy(entry => entry.Id).Select(entry => entry.ToString()), stored.Entries.Values.OrderBy(entry => entry.Id).Select(entry => entry.ToString()));
        Assert.Equal(after.Feeds, stored.Feeds);
        Assert.Equal(after.TagSlugs, stored.TagSlugs);
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_refused_and_kept()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("ledger.json"), "{ torn");

        var fault = Assert.Throws<InvalidDataException>(() => LedgerFile.Load(folder.PathOf("ledger.json")));

        Assert.Contains("ledger.json is not a ledger", fault.Message, StringComparison.Ordinal);
        Assert.Equal("{ torn", File.ReadAllText(folder.PathOf("ledger.json")));
    }

    private LedgerEntry Entry(string file) => ledger.FindLiveByFile(file)!;

    private LedgerInput Everything(params Post[] posts) =>
        new() { Posts = posts, Freed = [.. ledger.Entries.Values.Where(entry => entry.IsLive).Select(entry => entry.Id)], Now = now };

    private LedgerResult Apply(LedgerInput input) => identities.Apply(ledger, input);

    private void Scan(params Post[] posts) => ledger = ledger.With(Apply(Everything(posts)).Change);
}
