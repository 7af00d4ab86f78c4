using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class ReadAheadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentOptions options;
    private readonly ContentScanner scanner;

    public ReadAheadTests()
    {
        options = new() { Folder = folder.PathOf("content") };
        scanner = new(options, new PostParser(Sample.Site, options), TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_scan_reads_what_moved_since_and_nothing_else()
    {
        foreach (var path in new[] { "same.md", "edited.md", "gone.md" }) Write(path, "One", hoursAgo: 1);
        await scanner.ReadAhead(Token);
        ReplaceUnseen("same.md", "Two");
        Write("edited.md", "Two", hoursAgo: 0);
        File.Delete(Path.Combine(options.Folder, "gone.md"));
        Write("new.md", "Two", hoursAgo: 1);

        var scanned = await scanner.ScanAsync(ContentFiles.None, Token);

        Assert.Equal(["edited.md: Two", "new.md: Two", "same.md: One"], scanned.Files.Select(file => $"{file.Key}: {file.Value.Parsed.Post!.Title}"));
        Assert.Equal(["edited.md", "new.md", "same.md"], scanned.ChangedSince(ContentFiles.None.Files));
    }

    [Fact]
    public async Task A_change_within_the_tick_of_the_clock_that_was_read_in_is_found()
    {
        Write("a.md", "One", hoursAgo: 0);
        await scanner.ReadAhead(Token);
        ReplaceUnseen("a.md", "Two");

        Assert.Equal("Two", (await scanner.ScanAsync(ContentFiles.None, Token)).Files["a.md"].Parsed.Post!.Title);
    }

    [Fact]
    public async Task What_is_found_is_what_a_scan_by_itself_finds()
    {
        foreach (var number in Enumerable.Range(0, 50)) Write($"{number % 7}/{number}.md", $"Post {number}", hoursAgo: 1);
        var alone = await new ContentScanner(options, new PostParser(Sample.Site, options), TimeProvider.System).ScanAsync(ContentFiles.None, Token);
        _ = scanner.ReadAhead(Token);

        var scanned = await scanner.ScanAsync(ContentFiles.None, Token);

        Assert.Equal(
            alone.Files.Select(file => (file.Key, file.Value.Hash, file.Value.Settled, file.Value.Parsed.Post!.ContentHash)),
            scanned.Files.Select(file => (file.Key, file.Value.Hash, file.Value.Settled, file.Value.Parsed.Post!.ContentHash)));
    }

    [Fact]
    public async Task A_folder_that_is_there_only_afterwards_is_read()
    {
        await scanner.ReadAhead(Token);
        Write("a.md", "One", hoursAgo: 1);

        Assert.Equal(["a.md"], (await scanner.ScanAsync(ContentFiles.None, Token)).Files.Keys);
    }

    [Fact]
    public async Task What_was_read_ahead_shares_its_texts_with_the_ledger_as_well()
    {
        Write("a.md", "One", hoursAgo: 1);
        await scanner.ReadAhead(Token);
        var url = (await new ContentScanner(options, new PostParser(Sample.Site, options), TimeProvider.System).ScanAsync(ContentFiles.None, Token)).Files["a.md"].Parsed.Post!.Url;
        var file = new string("a.md");

        var scanned = await scanner.ScanAsync(ContentFiles.None with { Remembered = _ => (file, url) }, Token);

        Assert.Same(file, scanned.Files.Single().Key);
        Assert.Same(file, scanned.Files["a.md"].Parsed.File);
        Assert.Same(file, scanned.Files["a.md"].Parsed.Post!.File);
        Assert.Same(url, scanned.Files["a.md"].Parsed.Post!.Url);
    }

    private void Write(string path, string title, int hoursAgo)
    {
        var full = Path.Combine(options.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, $"---\ntitle: {title}\ndate: 2023-01-01\n---\nBody of {title}.\n");
        File.SetLastWriteTimeUtc(full, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hoursAgo));
    }

    private void ReplaceUnseen(string path, string title)
    {
        var full = Path.Combine(options.Folder, path);
        var time = File.GetLastWriteTimeUtc(full);
        Write(path, title, hoursAgo: 0);
        File.SetLastWriteTimeUtc(full, time);
    }
}
