using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

/// <summary>Settling what changed gives what settling everything gives, after any history of a folder.</summary>
public sealed class SettlingPropertyTests
{
    private static readonly ContentOptions Options = Sample.Options with { TagSlugs = new Dictionary<string, string> { ["c#"] = "c-sharp", ["D"] = "heart" } };

    private static readonly string[] Labels = ["heart", "Heart", "HEART", "C", "C#", "c++", "c-2", "D", "🎉", "+", "lung", "Lung-", "ğöz"];

    private static readonly Gen<string> Labelled = Gen.Elements(Labels).ListOf().Select(labels => string.Join(", ", labels.Take(4).Select(label => $"'{label}'")));

    private static readonly Gen<string> Post =
        from day in Gen.Choose(1, 12)
        from address in Gen.Elements("/a", "/a/", "/b", "/c", "/d", "/e", "/f")
        from id in Gen.Elements("", "", "", "i", "j")
        from tags in Labelled
        from body in Gen.Choose(1, 3)
        select string.Create(CultureInfo.InvariantCulture, $"---\ntitle: T\ndate: 2024-01-{day:00}\npath: {address}\nid: '{id}'\ntags: [{tags}]\n---\nBody {body}.\n");

    private static readonly Gen<string> Text = Gen.Frequency(
        (8, Post),
        (2, Gen.Constant("---\ntitle: [broken\n---\n")),
        (1, Gen.Constant("---\ntitle: T\ndate: nonsense\n---\nBody.\n")),
        (1, Gen.Constant("---\ndraft: true\n---\nBody.\n")),
        (1, Gen.Constant("No front matter.\n")),
        (2, Gen.Constant("")));

    private static readonly Gen<string> File = Gen.Choose(0, 7).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number}.md"));

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (10, from file in File from text in Text select new Step(StepKind.Save, file, text)),
        (3, from file in File select new Step(StepKind.Remove, file, "")),
        (2, from file in File from other in File select new Step(StepKind.Rename, file, other)),
        (3, Gen.Choose(1, 14).Select(day => new Step(StepKind.Time, "", day.ToString(CultureInfo.InvariantCulture)))),
        (3, Gen.Constant(new Step(StepKind.Remember, "", ""))),
        (1, Gen.Constant(new Step(StepKind.Compare, "", ""))));

    private enum StepKind
    {
        Save,
        Remove,
        Rename,
        Time,
        Remember,
        Compare,
    }

    [Fact]
    public void Any_history_settles_as_the_whole_folder_would()
    {
        var histories = Steps.ListOf().Select(steps => steps.ToList());
        Check.One(Config.QuickThrowOnFailure.WithReplay(20_240_101, 7).WithMaxTest(600).WithStartSize(5).WithEndSize(60), Prop.ForAll(histories.ToArbitrary(), Holds));
    }

    private static bool Holds(List<Step> steps)
    {
        var folder = new History();
        var plain = new PlainSettling(Options);
        var builder = new SnapshotBuilder(Options);
        ContentSnapshot? snapshot = null;
        foreach (var step in steps)
        {
            folder.Take(step, snapshot);
            var previous = snapshot;
            snapshot = builder.Build(folder.Files, folder.Context, folder.Now, previous);
            plain.Build(folder.Files, folder.Context, folder.Now);
            AssertSame(plain, snapshot);
            AssertDiff(previous ?? ContentSnapshot.Empty, snapshot);
        }

        return true;
    }

    private static void AssertSame(PlainSettling plain, ContentSnapshot snapshot)
    {
        Assert.Equal(plain.Files.Select(Said), snapshot.Files.Select(Said));
        Assert.Equal(plain.Published.Values.OrderBy(post => post.File, StringComparer.Ordinal).Select(Said), snapshot.Published.Select(Said));
        Assert.Equal(plain.Kept.Keys, snapshot.Kept.AsEnumerable());
        Assert.Equal(plain.Files.Where(file => file.Outcome == PostOutcome.Problem).Select(file => file.File), snapshot.Broken.AsEnumerable());
        Assert.Equal(plain.Problems, snapshot.Problems);
        Assert.Equal(plain.NextPublication, snapshot.NextPublication);
        Assert.Equal(plain.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), snapshot.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal));
    }

    // What is told as a change takes the old posts to the new ones, and what is told as a problem is each new one.
    private static void AssertDiff(ContentSnapshot previous, ContentSnapshot snapshot)
    {
        var diff = snapshot.DiffFrom(previous);
        var posts = previous.Published.ToDictionary(post => post.File);
        foreach (var post in diff.Removed) Assert.True(posts.Remove(post.File));
        foreach (var change in diff.Changed) Assert.Same(change.Old, posts[change.Old.File]);
        foreach (var post in diff.Changed.Select(change => change.New).Concat(diff.Added)) posts[post.File] = post;
        Assert.Equal(snapshot.Published, posts.Values.OrderBy(post => post.File, StringComparer.Ordinal), ReferenceEqualityComparer.Instance);
        Assert.All(diff.Changed, change => Assert.NotSame(change.Old, change.New));
        Assert.Equal(snapshot.Problems.Except(previous.Problems).ToHashSet(), snapshot.ProblemsSince(previous).ToHashSet());
    }

    private static string Said(SnapshotFile file) => $"{file.File} {file.Outcome} {(file.Post is { } post ? Said(post) : "")}";

    private static string Said(Post post) => $"{post.File} {post.ContentHash} {post.Url} {post.StatedId} {string.Join(' ', post.Tags)}";

    private sealed record Step(StepKind Kind, string File, string Value);

    /// <summary>A folder, its clock and its ledger while steps are taken.</summary>
    private sealed class History
    {
        private readonly Dictionary<string, string> owners = [];

        private Dictionary<string, DateTimeOffset> live = [];

        public ContentFiles Files { get; private set; } = ContentFiles.None;

        public DateTimeOffset Now { get; private set; } = new(2024, 1, 6, 0, 0, 0, TimeSpan.Zero);

        public SnapshotContext Context { get; private set; } = SnapshotContext.Empty;

        public void Take(Step step, ContentSnapshot? snapshot)
        {
            if (step.Kind == StepKind.Save) Change(Files.Files.SetItem(step.File, FileOf(step.File, step.Value)), step.File);
            if (step.Kind == StepKind.Remove) Change(Files.Files.Remove(step.File), step.File);
            if (step.Kind == StepKind.Rename && Files.Files.ContainsKey(step.File)) Rename(step.File, step.Value);
            if (step.Kind == StepKind.Time) Now = new(2024, 1, int.Parse(step.Value, CultureInfo.InvariantCulture), 0, 0, 0, TimeSpan.Zero);
            if (step.Kind == StepKind.Remember && snapshot is not null) Remember(snapshot);
            if (step.Kind == StepKind.Compare) Files = Files with { Files = Files.Files.ToImmutableSortedDictionary(StringComparer.Ordinal) };
        }

        private void Rename(string from, string to)
        {
            var text = Files.Files[from];
            var renamed = text.Parsed.Post is { } post ? new ParsedFile(to, text.Parsed.State, post with { File = to }, []) : new ParsedFile(to, FileState.Excluded, null, []);
            Change(Files.Files.Remove(from).SetItem(to, text with { Parsed = renamed }), from, to);
        }

        private void Change(ImmutableSortedDictionary<string, ContentFile> files, params string[] paths) =>
            Files = new(FolderState.Present, files, []) { Changes = new(Files.Files, files, paths) };

        private void Remember(ContentSnapshot snapshot)
        {
            foreach (var post in snapshot.Published) owners[post.Url] = owners[post.StatedId ?? post.Url] = post.File;
            // What another file states later may be the identity that this one was given.
            foreach (var post in snapshot.Published.Where(post => post.StatedId is null)) owners.TryAdd(string.Create(CultureInfo.InvariantCulture, $"tag:site.example,2024:{(post.File[0] - '0') switch { 0 => "i", 1 => "j", var other => other }}"), post.File);
            live = snapshot.Published.ToDictionary(post => post.File, post => post.Published);
            var slugs = snapshot.Tags.ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value.Slug, StringComparer.Ordinal);
            Context = new()
            {
                UrlOwner = url => owners.GetValueOrDefault(url),
                IdOwner = id => owners.GetValueOrDefault(id),
                Live = file => live.TryGetValue(file, out var published) ? published : null,
                RetiredSlugs = snapshot.Tags.Count == 1 ? new HashSet<string> { "lung", "d" } : Context.RetiredSlugs,
                TagSlugs = Context.TagSlugs.Concat(slugs).DistinctBy(slug => slug.Key).ToDictionary(),
            };
        }

        private static ContentFile FileOf(string file, string text) => new(Sample.Parse(text, file), text.Length, default, "", true);
    }
}
