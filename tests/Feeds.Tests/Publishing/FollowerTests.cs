using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>A process that may not change the ledger, beside one that does; each has a folder of posts and one of feeds.</summary>
public sealed class FollowerTests : IDisposable
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("SYNDICATION_LONG_TESTS") == "1" ? 300 : 15;

    private readonly TemporaryFolder folder = new();
    private readonly ContentPipeline holder;
    private readonly FollowedLedger followed;
    private ContentPipeline follower;
    private long minutes;

    public FollowerTests()
    {
        Directory.CreateDirectory(folder.PathOf("theirs"));
        Directory.CreateDirectory(folder.PathOf("ours"));
        holder = Pipelines.Create(ContentIn(folder.PathOf("theirs")), Feeds("out-theirs"), new FollowedLedger(folder.PathOf("ledger.json")) { MayChange = true });
        followed = new FollowedLedger(folder.PathOf("ledger.json"));
        follower = StartFollower();
    }

    public void Dispose()
    {
        holder.Dispose();
        follower.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task It_writes_the_same_bytes_after_additions_edits_and_removals()
    {
        for (var number = 0; number < 7; number++) SaveBoth($"{number}.md", $"Post {number}", number % 2 == 0 ? "heart" : "lung");
        await FollowAsync();
        AssertSame();
        SaveBoth("3.md", "Post 3, mended", "lung");
        await FollowAsync();
        AssertSame();
        DeleteBoth("4.md");
        SaveBoth("new.md", "New and backdated", "kidney", "2020-05-05");
        await FollowAsync();
        AssertSame();
        Assert.Equal(holder.Ledger.Revision, follower.Ledger.Revision);
        // Several changes of the ledger between two looks.
        SaveBoth("5.md", "Post 5, moved", "heart");
        await holder.RunAsync(null, Orders(), Token);
        DeleteBoth("0.md");
        await FollowAsync();
        AssertSame();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public async Task Whatever_editors_do_both_agree_in_the_end(int seed, int most)
    {
        // What was broken between two looks has no last good state for one that never saw it whole.
        var edits = new RandomEdits(folder.PathOf("theirs"), seed, breaks: most == 1);
        var history = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            // Several changes of the ledger may pass before the follower's folder is as the holder's.
            for (var changes = 1 + (round % most); changes > 0; changes--)
            {
                history.Add(edits.Next());
                await holder.RunAsync(null, Orders(), Token);
            }

            Mirror();
            var pass = await follower.RunAsync(null, Orders(), Token);
            Assert.True(pass.Difference is null, pass.Difference?.Reason + " " + string.Join("; ", history.TakeLast(8)));
            // A page that closed in a revision which was passed over has the text of the next.
            AssertSame(string.Join("; ", history.TakeLast(8)), besides: "/archive/");
        }
    }

    [Fact]
    public async Task An_edit_costs_it_the_feeds_that_the_edit_touches()
    {
        SaveBoth("a.md", "Alpha", "heart");
        SaveBoth("b.md", "Beta", "lung");
        await FollowAsync();
        var lung = Path.Combine(folder.PathOf("out-ours"), "tags/lung.rss");
        // What is not looked at is not mended either.
        File.WriteAllText(lung, "not a feed");
        SaveBoth("a.md", "Alpha, mended", "heart");
        var pass = await FollowAsync();

        Assert.Contains("tags/heart.rss", pass.Written);
        Assert.Equal("not a feed", await File.ReadAllTextAsync(lung, Token));
    }

    [Fact]
    public async Task While_it_lags_it_serves_what_both_agreed_on_last_and_says_what_it_lacks()
    {
        SaveBoth("a.md", "Alpha", "heart");
        await FollowAsync();
        var (before, revision) = (Ours("all.rss"), follower.Ledger.Revision);
        Save("theirs", "b.md", "Beta", "lung");
        Save("theirs", "a.md", "Alpha, mended", "heart");
        var pass = await FollowAsync();

        Assert.Contains("1 is new or another version in its folder (a.md); 1 is not in its folder (b.md)", pass.Difference!.Reason, StringComparison.Ordinal);
        Assert.Equal((before, revision), (Ours("all.rss"), follower.Ledger.Revision));
        Assert.Null(pass.Hold);
        Save("ours", "b.md", "Beta", "lung");
        Save("ours", "a.md", "Alpha, mended", "heart");
        Assert.Null((await FollowAsync()).Difference);
        AssertSame();
    }

    [Fact]
    public async Task What_it_sees_first_it_publishes_second()
    {
        SaveBoth("a.md", "Alpha", "heart");
        await FollowAsync();
        Save("ours", "b.md", "Beta", "lung");
        var early = await follower.RunAsync(["b.md"], Orders(), Token);
        var feed = Ours("all.rss");
        Save("theirs", "b.md", "Beta", "lung");
        await holder.RunAsync(null, Orders(), Token);
        // Nothing tells it of the file any more: only the ledger has moved.
        var then = await follower.RunAsync([], Orders(), Token);

        Assert.NotNull(early.Difference);
        Assert.DoesNotContain("Beta", feed, StringComparison.Ordinal);
        Assert.Null(then.Difference);
        AssertSame();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_empty_or_missing_folder_of_its_own_removes_nothing(bool isMissing)
    {
        SaveBoth("a.md", "Alpha", "heart");
        await FollowAsync();
        Directory.Delete(folder.PathOf("ours"), recursive: true);
        if (!isMissing) Directory.CreateDirectory(folder.PathOf("ours"));
        var pass = await FollowAsync();

        Assert.Contains(isMissing ? "is missing" : "is empty", pass.Difference!.Reason, StringComparison.Ordinal);
        Assert.Null(pass.Hold);
        AssertSame();
    }

    [Fact]
    public async Task One_that_starts_anew_serves_what_it_had_until_it_agrees()
    {
        SaveBoth("a.md", "Alpha", "heart");
        await FollowAsync();
        Save("theirs", "b.md", "Beta", "lung");
        follower.Dispose();
        follower = StartFollower();
        var pass = await FollowAsync();

        Assert.NotNull(pass.Difference);
        Assert.Contains("all.rss", follower.Manifest.Files.Keys);
        Save("ours", "b.md", "Beta", "lung");
        Assert.Null((await FollowAsync()).Difference);
        AssertSame();
    }

    [Fact]
    public async Task A_broken_file_keeps_its_last_good_state_in_both()
    {
        SaveBoth("a.md", "Alpha", "heart");
        SaveBoth("b.md", "Beta", "heart");
        await FollowAsync();
        foreach (var side in new[] { "theirs", "ours" }) folder.Write(side + "/a.md", "---\ntitle: [\n---\n");
        SaveBoth("b.md", "Beta, mended", "heart");
        var pass = await FollowAsync();

        Assert.Null(pass.Difference);
        Assert.Contains("Alpha", Ours("all.rss"), StringComparison.Ordinal);
        AssertSame();
    }

    [Fact]
    public async Task A_newcomer_that_finds_a_broken_file_does_not_serve_feeds_without_its_post()
    {
        SaveBoth("a.md", "Alpha", "heart");
        SaveBoth("b.md", "Beta", "heart");
        await holder.RunAsync(null, Orders(), Token);
        foreach (var side in new[] { "theirs", "ours" }) folder.Write(side + "/a.md", "---\ntitle: [\n---\n");
        var pass = await FollowAsync();

        Assert.Contains("a.md", pass.Difference!.Reason, StringComparison.Ordinal);
        Assert.Empty(follower.Manifest.Files);
    }

    [Fact]
    public async Task Once_it_may_change_the_ledger_it_takes_up_what_it_saw()
    {
        SaveBoth("a.md", "Alpha", "heart");
        await FollowAsync();
        Save("ours", "b.md", "Beta", "lung");
        await follower.RunAsync(["b.md"], Orders(), Token);
        followed.MayChange = true;
        var pass = await follower.RunAsync([], Orders(), Token);

        Assert.Equal((1, 0), (pass.Taken, pass.Left));
        Assert.Contains("Beta", Ours("tags/lung.rss"), StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FeedsOptions Feeds(string output) => FeedsIn(folder.PathOf(output)) with { MaxEntries = 5, ArchivePageSize = 2 };

    private ContentPipeline StartFollower() => Pipelines.Create(ContentIn(folder.PathOf("ours")), Feeds("out-ours"), followed);

    /// <summary>A pass of the process that changes the ledger, then one of the follower, some minutes later by its own clock.</summary>
    private async Task<ContentPass> FollowAsync()
    {
        await holder.RunAsync(null, Orders(), Token);
        return await follower.RunAsync(null, Orders(), Token);
    }

    // No two processes look at the same time, and clocks know more than milliseconds.
    private PassOrders Orders() => PassOrders.None with { Now = Noon.AddMinutes(minutes++).AddTicks(1234), AcceptsAnyRemoval = false };

    private void SaveBoth(string name, string title, string tags, string date = "2026-01-01T10:00:00.1234567Z")
    {
        Save("theirs", name, title, tags, date);
        Save("ours", name, title, tags, date);
    }

    private void Save(string side, string name, string title, string tags, string date = "2026-01-01T10:00:00.1234567Z") =>
        folder.Write(side + "/" + name, $"---\ntitle: {title}\ndate: {date}\ntype: disease\ntags: [{tags}]\n---\nText of {title}.\n");

    private void Mirror()
    {
        foreach (var file in Directory.GetFiles(folder.PathOf("ours"))) File.Delete(file);
        foreach (var file in Directory.GetFiles(folder.PathOf("theirs"))) File.Copy(file, Path.Combine(folder.PathOf("ours"), Path.GetFileName(file)));
    }

    private void DeleteBoth(string name)
    {
        File.Delete(folder.PathOf("theirs/" + name));
        File.Delete(folder.PathOf("ours/" + name));
    }

    private string Ours(string feed) => File.ReadAllText(Path.Combine(folder.PathOf("out-ours"), feed));

    private void AssertSame(string after = "", string besides = "none")
    {
        var (theirs, ours) = (Read("out-theirs", besides), Read("out-ours", besides));
        Assert.Equal(theirs.Keys, ours.Keys);
        foreach (var (path, text) in theirs) Assert.True(text == ours[path], $"{path} differs after {after}:\n{text}\n{ours[path]}");
        Assert.Equal(Hashes(holder), Hashes(follower));

        IEnumerable<(string, string)> Hashes(ContentPipeline pipeline) =>
            pipeline.Manifest.Files.Values.Where(file => !file.Path.Contains(besides, StringComparison.Ordinal)).Select(file => (file.Path, file.Hash)).Order();
    }

    private SortedDictionary<string, string> Read(string output, string besides)
    {
        var root = folder.PathOf(output);
        return new(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => !file.Contains(besides, StringComparison.Ordinal)).Where(file => Path.GetExtension(file) is ".rss" or ".atom" || (Path.GetExtension(file) is ".json" && Path.GetFileName(file) is not ("manifest.json" or "archives.json")))
            .ToDictionary(file => Path.GetRelativePath(root, file), File.ReadAllText), StringComparer.Ordinal);
    }
}
