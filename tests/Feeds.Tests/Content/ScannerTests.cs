using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Scanning;

namespace Syndication.Tests.Feeds.Content;

public sealed class ScannerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("scan-").FullName;
    private readonly Clock clock = new();
    private ContentOptions options;

    public ScannerTests() => options = new() { Folder = Path.Combine(folder, "content") };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ContentScanner Scanner => new(options, new PostParser(Sample.Site, options), clock);

    private void Write(string path, string title = "T", int hoursAgo = 1)
    {
        var full = Path.Combine(options.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, $"---\ntitle: {title}\ndate: 2023-01-01\n---\nBody of {title}.\n");
        File.SetLastWriteTimeUtc(full, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hoursAgo));
    }

    private Task<ContentFiles> Scan(ContentFiles? previous = null) => Scanner.ScanAsync(previous ?? ContentFiles.None, TestContext.Current.CancellationToken);

    private Task<ContentFiles> Scan(ContentFiles previous, params string[] paths) => Scanner.ScanAsync(previous, paths, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Markdown_files_are_found_at_every_depth()
    {
        foreach (var path in new[] { "a.md", "b/c.MARKDOWN", "b/d/e.mdx", "f.txt", ".hidden.md", ".git/g.md" }) Write(path);
        Assert.Equal(["a.md", "b/c.MARKDOWN", "b/d/e.mdx"], (await Scan()).Files.Keys);
    }

    [Fact]
    public async Task Missing_and_empty_folders_are_values()
    {
        Assert.Equal(FolderState.Missing, (await Scan()).Folder);
        Write("a.md");
        var known = await Scan();
        Directory.Delete(options.Folder, recursive: true);
        var gone = await Scan(known);
        Assert.Equal((FolderState.Missing, 1), (gone.Folder, gone.Files.Count));
        Directory.CreateDirectory(options.Folder);
        var empty = await Scan(gone);
        Assert.Equal((FolderState.Empty, 0), (empty.Folder, empty.Files.Count));
    }

    [Fact]
    public async Task Only_what_moved_is_read_again()
    {
        Write("a.md");
        Write("b.md");
        var first = await Scan();
        Write("b.md", "New", hoursAgo: 0);
        Write("c.md");
        var second = await Scan(first);
        Assert.Same(first.Files["a.md"], second.Files["a.md"]);
        Assert.Equal("New", second.Files["b.md"].Parsed.Post!.Title);
        Assert.Equal(3, second.Files.Count);
    }

    [Fact]
    public async Task File_with_another_time_and_the_same_bytes_is_the_same_post()
    {
        Write("a.md");
        var first = await Scan();
        Write("a.md", hoursAgo: 3);
        Assert.Same(first.Files["a.md"].Parsed, (await Scan(first)).Files["a.md"].Parsed);
    }

    [Fact]
    public async Task Change_within_the_same_tick_is_found()
    {
        Write("a.md", "One", hoursAgo: 0);
        var first = await Scan();
        var time = File.GetLastWriteTimeUtc(Path.Combine(options.Folder, "a.md"));
        Write("a.md", "Two");
        File.SetLastWriteTimeUtc(Path.Combine(options.Folder, "a.md"), time);
        Assert.Equal("Two", (await Scan(first)).Files["a.md"].Parsed.Post!.Title);
    }

    [Fact]
    public async Task Change_that_left_size_and_time_alone_is_found_once_the_file_is_named()
    {
        Write("a.md", "One");
        var first = await Scan();
        Write("a.md", "Two");
        File.SetLastWriteTimeUtc(Path.Combine(options.Folder, "a.md"), first.Files["a.md"].LastWrite);
        Assert.Equal("One", (await Scan(first)).Files["a.md"].Parsed.Post!.Title);
        Assert.Equal("Two", (await Scan(first, "a.md")).Files["a.md"].Parsed.Post!.Title);
    }

    [Fact]
    public async Task Second_change_within_a_tick_is_found_although_the_file_servers_clock_is_behind()
    {
        Write("a.md");
        Write("b.md");
        var first = await Scan();
        Write("a.md", "One", hoursAgo: 3);
        var second = await Scan(first);
        Write("a.md", "Two", hoursAgo: 3);
        File.SetLastWriteTimeUtc(Path.Combine(options.Folder, "a.md"), second.Files["a.md"].LastWrite);
        Assert.Equal("Two", (await Scan(second)).Files["a.md"].Parsed.Post!.Title);
    }

    [Fact]
    public async Task File_of_the_future_is_not_read_for_ever()
    {
        Write("a.md");
        Write("b.md", hoursAgo: -5);
        var first = await Scan();
        var second = await Scan(first);
        Assert.False(second.Files["b.md"].Settled);
        clock.Advance(TimeSpan.FromSeconds(3));
        var third = await Scan(second);
        Assert.True(third.Files["b.md"].Settled);
        Assert.Same(third.Files["b.md"], (await Scan(third)).Files["b.md"]);
    }

    [Fact]
    public async Task Time_that_goes_back_is_a_change()
    {
        Write("a.md", "One");
        var first = await Scan();
        Write("a.md", "Two", hoursAgo: 9);
        Assert.Equal("Two", (await Scan(first)).Files["a.md"].Parsed.Post!.Title);
    }

    [Fact]
    public async Task Folder_that_is_gone_takes_its_files_with_it_whatever_its_name()
    {
        foreach (var path in new[] { "a.md", "v1.2/b.md", "v1.2/x/c.md", "v1/d.md" }) Write(path);
        var first = await Scan();
        Directory.Delete(Path.Combine(options.Folder, "v1.2"), recursive: true);
        Assert.Equal(["a.md", "v1/d.md"], (await Scan(first, "v1.2", "picture.png")).Files.Keys);
    }

    [Fact]
    public void Comparing_names_what_came_went_and_changed_and_names_it_once_more()
    {
        foreach (var path in new[] { "a.md", "b.md", "c.md" }) Write(path);
        var comparison = new FolderComparison(options, clock, onlyBehindLinks: false);
        comparison.Begin(TestContext.Current.CancellationToken);
        Write("a.md", "Longer title");
        File.Delete(Path.Combine(options.Folder, "b.md"));
        Write("d/e.md");
        string[] moved = ["a.md", "b.md", "d/e.md"];
        Assert.Equal(moved, Changes(comparison));
        Assert.Empty(Changes(comparison));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(moved, Changes(comparison));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Changes(comparison));
    }

    [Fact]
    public void Comparing_behind_links_sees_what_a_scan_sees_and_nothing_else()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Symbolic links need rights elsewhere.");
        Write("a/x.md");
        Write("../outside/y.md");
        Write("../outside/z.md");
        Directory.CreateSymbolicLink(Path.Combine(options.Folder, "twice"), Path.Combine(options.Folder, "a"));
        Directory.CreateSymbolicLink(Path.Combine(options.Folder, "out"), Path.Combine(folder, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "outside/back"), options.Folder);
        File.CreateSymbolicLink(Path.Combine(options.Folder, "l.md"), Path.Combine(folder, "outside/z.md"));
        var comparison = new FolderComparison(options, clock, onlyBehindLinks: true);
        comparison.Begin(TestContext.Current.CancellationToken);
        foreach (var path in new[] { "a/x.md", "../outside/y.md", "../outside/z.md" }) Write(path, "Longer title");
        Assert.Equal(["l.md", "out/y.md", "out/z.md"], Changes(comparison));
    }

    private IEnumerable<string> Changes(FolderComparison comparison) => comparison.FindChanges(TestContext.Current.CancellationToken).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Named_paths_alone_are_looked_at()
    {
        foreach (var path in new[] { "a.md", "b.md", "d/e.md", "d/f.md", "g.md" }) Write(path);
        var first = await Scan();
        Write("a.md", "New", hoursAgo: 0);
        Write("b.md", "Not looked at", hoursAgo: 0);
        Write("n/new.md");
        Directory.Delete(Path.Combine(options.Folder, "d"), recursive: true);
        File.Delete(Path.Combine(options.Folder, "g.md"));
        var second = await Scan(first, "a.md", "d", Path.Combine(options.Folder, "g.md"), "n", "other.txt", ".git/x.md");
        Assert.Equal(["a.md", "b.md", "n/new.md"], second.Files.Keys);
        Assert.Equal(("New", "T"), (second.Files["a.md"].Parsed.Post!.Title, second.Files["b.md"].Parsed.Post!.Title));
    }

    [Fact]
    public async Task Links_are_followed_and_loops_are_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Symbolic links need rights elsewhere.");
        Write("a/x.md");
        Write("../outside/y.md");
        Directory.CreateSymbolicLink(Path.Combine(options.Folder, "a/loop"), options.Folder);
        Directory.CreateSymbolicLink(Path.Combine(options.Folder, "twice"), Path.Combine(options.Folder, "a"));
        Directory.CreateSymbolicLink(Path.Combine(options.Folder, "out"), Path.Combine(folder, "outside"));
        File.CreateSymbolicLink(Path.Combine(options.Folder, "z.md"), Path.Combine(folder, "outside/y.md"));
        File.CreateSymbolicLink(Path.Combine(options.Folder, "broken.md"), Path.Combine(folder, "nothing.md"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "outside/back"), folder);
        var files = await Scan();
        Assert.Equal(["a/x.md", "out/y.md", "z.md"], files.Files.Keys);
        Assert.Equal(files.Files.Keys, (await Scan(files, "out", "z.md", "a")).Files.Keys);
    }

    [Fact]
    public async Task Globs_choose()
    {
        foreach (var path in new[] { "a.md", "posts/b.md", "posts/x/c.md", "posts/drafts/d.md" }) Write(path);
        options = options with { Include = ["posts/**/*.md"], Exclude = ["posts/drafts"] };
        Assert.Equal(["posts/b.md", "posts/x/c.md"], (await Scan()).Files.Keys);
    }

    [Fact]
    public async Task File_over_the_limit_is_a_problem_of_that_file()
    {
        Write("a.md");
        File.WriteAllText(Path.Combine(options.Folder, "big.md"), new string('a', (4 * 1024 * 1024) + 1));
        Assert.Equal(ProblemCodes.TooLarge, Assert.Single((await Scan()).Files["big.md"].Parsed.Problems).Code);
    }

    [Fact]
    public async Task Unreadable_file_is_a_problem_of_that_file()
    {
        Write("a.md");
        var full = Path.Combine(options.Folder, "a.md");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(full, UnixFileMode.None);
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.UserName != "root", "The super-user reads every file.");
        Assert.Equal(ProblemCodes.Unreadable, Assert.Single((await Scan()).Files["a.md"].Parsed.Problems).Code);
    }

    [Fact]
    public async Task Body_is_read_again_as_long_as_it_is_that_version()
    {
        Write("a.md");
        var post = (await Scan()).Files["a.md"].Parsed.Post!;
        var reader = new PostBodyReader(options);
        Assert.Equal("Body of T.\n", reader.Read(post));
        Write("a.md", "Other");
        Assert.Null(reader.Read(post));
        File.Delete(Path.Combine(options.Folder, "a.md"));
        Assert.Null(reader.Read(post));
    }

    /// <summary>The system's clock, put forward by what a test says; its ticks move only then.</summary>
    private sealed class Clock : TimeProvider
    {
        private TimeSpan ahead;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => ahead += time;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

        public override long GetTimestamp() => ahead.Ticks;
    }
}
