using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>What one scan may not do, whatever it finds.</summary>
public sealed class BrakeTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly ContentPipeline pipeline;
    private PassOrders orders = PassOrders.None with { Now = Start };

    public BrakeTests()
    {
        Directory.CreateDirectory(folder.PathOf("content"));
        pipeline = Pipelines.Create(ContentIn(folder.PathOf("content")), FeedsIn(folder.PathOf("out")), new LedgerFileStore(folder.PathOf("ledger.json")));
    }

    public void Dispose()
    {
        pipeline.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_accepted_mass_removal_is_done_and_a_further_one_is_held_again()
    {
        await SaveManyAsync(40);
        Delete(0, 15);
        var first = await RunAsync();
        orders = orders with { AcceptedRemovals = first.Hold!.Leaving.ToHashSet() };
        Delete(15, 30);
        var second = await RunAsync();

        Assert.Equal(15, first.Hold.Leaving.Length);
        Assert.Equal((ContentHoldKind.MassRemoval, 30), (second.Hold!.Kind, second.Hold.Leaving.Length));
    }

    [Fact]
    public async Task A_folder_that_is_emptied_bit_by_bit_is_held_all_the_same()
    {
        await SaveManyAsync(40);
        orders = orders with { CountsRemovalsSince = Start.AddMinutes(-10) };
        Delete(0, 6);
        var first = await RunAsync();
        Delete(6, 12);
        var second = await RunAsync();

        Assert.Equal(6, first.Left);
        Assert.Contains("12 of 40 posts", second.Held, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_accepted_is_done()
    {
        await SaveManyAsync(40);
        Delete(0, 15);
        orders = orders with { AcceptedRemovals = (await RunAsync()).Hold!.Leaving.ToHashSet() };

        Assert.Equal(15, (await RunAsync()).Left);
    }

    [Fact]
    public async Task An_empty_folder_is_held_even_of_few_posts_and_can_be_accepted()
    {
        await SaveManyAsync(2);
        Delete(0, 2);
        var held = await RunAsync();
        orders = orders with { AcceptedRemovals = held.Hold!.Leaving.ToHashSet() };

        Assert.Equal((ContentHoldKind.FolderEmpty, true), (held.Hold.Kind, held.Hold.CanBeAccepted));
        Assert.Equal(2, (await RunAsync()).Left);
    }

    [Fact]
    public async Task A_missing_folder_cannot_be_accepted()
    {
        await SaveManyAsync(2);
        Directory.Delete(folder.PathOf("content"), recursive: true);
        orders = orders with { AcceptsAnyRemoval = true };

        Assert.Equal((ContentHoldKind.FolderMissing, false), ((await RunAsync()).Hold!.Kind, (await RunAsync()).Hold!.CanBeAccepted));
    }

    [Fact]
    public async Task A_file_that_is_emptied_before_it_is_written_keeps_its_post()
    {
        await SaveManyAsync(2);
        File.WriteAllText(folder.PathOf("content/0.md"), "");
        var pass = await RunAsync();

        Assert.Equal((0, ProblemCodes.Unreadable), (pass.Left, Assert.Single(pass.Snapshot.Problems).Code));
        Assert.Contains("Post 0", Feed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_that_never_was_a_post_is_no_problem()
    {
        File.WriteAllText(folder.PathOf("content/a.md"), "");

        Assert.Empty((await RunAsync()).Snapshot.Problems);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_takes_nothing_back()
    {
        await SaveManyAsync(3, "2026-03-01T11:00:00Z");
        orders = orders with { Now = Start.AddYears(-1) };

        Assert.Equal((0, 3), ((await RunAsync()).Left, pipeline.Ledger.LiveCount));
    }

    [Fact]
    public async Task Another_date_in_the_file_takes_a_post_back()
    {
        await SaveManyAsync(3);
        Save("0.md", "Post 0", "2027-01-01");

        Assert.Equal(1, (await RunAsync()).Left);
    }

    [Fact]
    public async Task Two_posts_that_are_due_at_once_go_live_together_without_a_look_at_the_folder()
    {
        Save("a.md", "Alpha", "2026-03-02T00:00:00Z");
        Save("b.md", "Beta", "2026-03-02T00:00:00Z");
        var before = await RunAsync();
        orders = orders with { Now = before.Snapshot.NextPublication };
        File.WriteAllText(folder.PathOf("content/c.md"), "---\ntitle: Not yet read\ndate: 2026-01-01\n---\n");
        var pass = await pipeline.RunAsync([], orders, TestContext.Current.CancellationToken);

        Assert.Equal((0, 2), (before.Taken, pass.Taken));
        Assert.DoesNotContain("Not yet read", Feed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-29T02:30:00", "Europe/Berlin", "2026-03-29T01:30:00Z")] // skipped by summer time: moved forward
    [InlineData("2026-10-25T02:30:00", "Europe/Berlin", "2026-10-25T00:30:00Z")] // occurs twice: the first
    [InlineData("2026-12-31T23:59:59", "Asia/Tokyo", "2026-12-31T14:59:59Z")]
    public void A_local_time_names_one_moment(string date, string zone, string moment)
    {
        var site = Site with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        var parsed = new PostParser(site, ContentIn()).Parse("a.md", System.Text.Encoding.UTF8.GetBytes($"---\ntitle: T\ndate: {date}\n---\n"));

        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), parsed.Post!.Published);
    }

    [Fact]
    public async Task A_fresh_ledger_gives_the_same_identities_to_a_site_that_moved_nothing()
    {
        await SaveManyAsync(5);
        using var fresh = Pipelines.Create(ContentIn(folder.PathOf("content")), FeedsIn(folder.PathOf("out2")), new LedgerFileStore(folder.PathOf("ledger2.json")));
        await fresh.RunAsync(null, orders, TestContext.Current.CancellationToken);

        Assert.Equal(pipeline.Ledger.Entries.Keys.Order(StringComparer.Ordinal), fresh.Ledger.Entries.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stated_identity_that_is_another_posts_is_a_duplicate()
    {
        await SaveManyAsync(2);
        var id = pipeline.Ledger.FindLiveByFile("0.md")!.Id;
        folder.Write("content/thief.md", $"---\ntitle: Thief\ndate: 2020-01-01\nid: {id}\n---\n");
        var pass = await RunAsync();

        var problem = Assert.Single(pass.Snapshot.Problems);
        Assert.Equal(("thief.md", ProblemCodes.Duplicate), (problem.File, problem.Code));
        Assert.Contains("0.md keeps it", problem.Message, StringComparison.Ordinal);
        Assert.Equal("0.md", pipeline.Ledger.Entries[id].File);
    }

    private Task<ContentPass> RunAsync() => pipeline.RunAsync(null, orders, TestContext.Current.CancellationToken);

    private string Feed() => File.ReadAllText(folder.PathOf("out/all.rss"));

    private async Task SaveManyAsync(int count, string date = "2026-01-01")
    {
        for (var number = 0; number < count; number++) Save($"{number}.md", $"Post {number}", date);
        await RunAsync();
    }

    private void Save(string name, string title, string date) => folder.Write("content/" + name, $"---\ntitle: {title}\ndate: {date}\ntype: disease\n---\nText of {title}.\n");

    private void Delete(int from, int to)
    {
        for (var number = from; number < to; number++) File.Delete(folder.PathOf($"content/{number}.md"));
    }
}
