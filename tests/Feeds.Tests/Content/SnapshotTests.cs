using System.Collections.Immutable;
using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class SnapshotTests
{
    private static readonly DateTimeOffset Now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ContentFiles Files(params (string File, string FrontMatter)[] files) => new(
        FolderState.Present,
        files.Select(file => new ContentFile(Sample.Parse($"---\ntitle: T\n{file.FrontMatter}\n---\nBody.\n", file.File), 1, default, "", true))
            .ToImmutableSortedDictionary(file => file.Parsed.File, file => file, StringComparer.Ordinal),
        []);

    private static ContentSnapshot Build(ContentFiles files, SnapshotContext? context = null, ContentSnapshot? previous = null, DateTimeOffset? now = null, ContentOptions? options = null) =>
        new SnapshotBuilder(options ?? Sample.Options).Build(files, context ?? SnapshotContext.Empty, now ?? Now, previous);

    [Fact]
    public void Future_post_goes_live_by_itself()
    {
        var files = Files(("a.md", "date: 2024-02-01T00:00:00Z"), ("b.md", "date: 2024-03-01T00:00:00Z"), ("c.md", "date: 2023-01-01"));
        var before = Build(files);
        Assert.Equal([PostOutcome.Scheduled, PostOutcome.Scheduled, PostOutcome.Published], before.Files.Select(file => file.Outcome));
        Assert.Equal(new DateTimeOffset(2024, 2, 1, 0, 0, 0, TimeSpan.Zero), before.NextPublication);
        var after = Build(files, previous: before, now: before.NextPublication);
        Assert.Equal("a.md", Assert.Single(after.DiffFrom(before).Added).File);
        Assert.Empty(after.DiffFrom(before).Changed);
    }

    [Theory]
    [InlineData("path: /x", "path: x/")]
    [InlineData("path: /1\nid: same", "path: /2\nid: same")]
    public void Of_two_claims_the_earlier_post_stays(string first, string second)
    {
        var snapshot = Build(Files(("b.md", $"date: 2023-05-01\n{first}"), ("a.md", $"date: 2023-05-02\n{second}")));
        Assert.Equal("b.md", Assert.Single(snapshot.Published).File);
        var problem = Assert.Single(snapshot.Problems);
        Assert.Equal(("a.md", ProblemCodes.Duplicate, ProblemSeverity.Error), (problem.File, problem.Code, problem.Severity));
        Assert.Contains("b.md", problem.Message, StringComparison.Ordinal);
        Assert.Equal(PostOutcome.Problem, snapshot.Files[0].Outcome);
    }

    [Fact]
    public void Of_two_claims_the_file_that_the_ledger_knows_stays()
    {
        var files = Files(("a.md", "date: 2023-01-01\npath: x"), ("b.md", "date: 2023-01-02\npath: x"));
        var context = new SnapshotContext { UrlOwner = url => url == "https://site.example/x" ? "b.md" : null };
        Assert.Equal("b.md", Assert.Single(Build(files, context).Published).File);
    }

    [Fact]
    public void Three_claims_leave_no_one_out_for_a_loser()
    {
        // a and b share an address, b and c an identity: b loses to a, so c stays.
        var files = Files(("a.md", "date: 2023-01-01\npath: x"), ("b.md", "date: 2023-05-02\npath: x\nid: i"), ("c.md", "date: 2023-05-03\nid: i"));
        Assert.Equal(["a.md", "c.md"], Build(files).Published.Select(post => post.File));
    }

    [Fact]
    public void Post_with_an_error_keeps_its_last_good_version()
    {
        var good = Build(Files(("a.md", "date: 2023-01-01\npath: x")));
        var broken = Build(Files(("a.md", "date: nonsense")), previous: good);
        Assert.Same(good.Published[0], Assert.Single(broken.Published));
        Assert.Equal(["a.md"], broken.Kept);
        Assert.Equal(PostOutcome.Problem, broken.Files[0].Outcome);
        Assert.True(broken.DiffFrom(good).IsEmpty);
        var withRival = Build(Files(("a.md", "date: nonsense"), ("b.md", "date: 2020-01-01\npath: x")), previous: broken);
        Assert.Equal("a.md", Assert.Single(withRival.Published).File);
        Assert.Empty(Build(Files(), previous: broken).Published);
    }

    [Fact]
    public void Label_of_the_earliest_post_stands()
    {
        var snapshot = Build(Files(("a.md", "date: 2023-01-02\ntags: [heart-health]"), ("b.md", "date: 2023-01-01\ntags: [Heart Health]")));
        Assert.All(snapshot.Published, post => Assert.Equal([new PostTag("Heart Health", "heart-health")], post.Tags));
        Assert.Equal("Heart Health", snapshot.Tags["hearthealth"].Label);
    }

    [Fact]
    public void Colliding_slugs_are_numbered_with_a_warning_and_stay()
    {
        var files = Files(("a.md", "date: 2023-01-01\ntags: [C#, C, c-2, 🎉, '+']"));
        var snapshot = Build(files);
        Assert.Equal(["c", "c-3", "c-2", "tag-1", "tag-2"], snapshot.Published[0].Tags.Select(tag => tag.Slug));
        Assert.Equal((ProblemCodes.TagCollision, ProblemSeverity.Warning, 4), (snapshot.Problems[0].Code, snapshot.Problems[0].Severity, Assert.Single(snapshot.Problems).Line));
        var later = Build(Files(("a.md", "date: 2023-01-01\ntags: [C]"), ("b.md", "date: 2022-01-01\ntags: [C++]")), new() { TagSlugs = snapshot.Tags.ToDictionary(tag => tag.Key, tag => tag.Value.Slug) });
        Assert.Equal(["c-3", "c-4"], later.Published.Select(post => post.Tags[0].Slug).Order());
    }

    [Fact]
    public void Configured_slug_prevents_a_collision()
    {
        var options = Sample.Options with { TagSlugs = new Dictionary<string, string> { ["c#"] = "c-sharp" } };
        var snapshot = Build(Files(("a.md", "date: 2023-01-01\ntags: [C#, C]")), options: options);
        Assert.Equal(["c-sharp", "c"], snapshot.Published[0].Tags.Select(tag => tag.Slug));
        Assert.Empty(snapshot.Problems);
    }

    [Fact]
    public void Diff_names_what_came_changed_and_went()
    {
        var old = Files(("a.md", "date: 2023-01-01"), ("b.md", "date: 2023-01-01"), ("c.md", "date: 2023-01-01"));
        var before = Build(old);
        var files = old with { Files = old.Files.Remove("c.md").SetItems(Files(("b.md", "date: 2023-01-01\ntype: x"), ("d.md", "date: 2023-01-01")).Files) };
        var diff = Build(files, previous: before).DiffFrom(before);
        Assert.Equal(["d.md"], diff.Added.Select(post => post.File));
        Assert.Equal([("b.md", "x")], diff.Changed.Select(change => (change.Old.File, change.New.Type)));
        Assert.Equal(["c.md"], diff.Removed.Select(post => post.File));
    }

    [Fact]
    public void Building_again_from_the_same_files_changes_nothing()
    {
        var files = Files(("a.md", "date: 2023-01-02\ntags: [heart-health]"), ("b.md", "date: 2023-01-01\ntags: [Heart Health]"));
        var first = Build(files);
        Assert.True(Build(files, previous: first).DiffFrom(first).IsEmpty);
    }
}
