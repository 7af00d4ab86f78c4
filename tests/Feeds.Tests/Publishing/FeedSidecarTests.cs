using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

public sealed class FeedSidecarTests : IDisposable
{
    private static readonly FeedCompression[] Both = [FeedCompression.Gzip, FeedCompression.Brotli];

    private readonly TemporaryFolder folder = new();

    public FeedSidecarTests()
    {
        Directory.CreateDirectory(folder.PathOf("content"));
        Save("Alpha");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_file_has_its_copies_with_its_date()
    {
        await PublishAsync(Both);

        Assert.NotEmpty(Published());
        foreach (var file in Published())
        {
            Assert.Equal(File.ReadAllBytes(file), FeedCompressor.Decompress(File.ReadAllBytes(file + ".gz"), FeedCompression.Gzip));
            Assert.Equal(File.ReadAllBytes(file), FeedCompressor.Decompress(File.ReadAllBytes(file + ".br"), FeedCompression.Brotli));
            Assert.Equal(File.GetLastWriteTimeUtc(file), File.GetLastWriteTimeUtc(file + ".gz"));
        }
    }

    [Fact]
    public async Task Copies_follow_an_edit()
    {
        await PublishAsync(Both);
        Save("Beta");
        await PublishAsync(Both);

        Assert.All(Published(), file => Assert.Equal(File.ReadAllBytes(file), FeedCompressor.Decompress(File.ReadAllBytes(file + ".gz"), FeedCompression.Gzip)));
    }

    [Fact]
    public async Task Same_posts_give_the_same_copies_and_nothing_is_written_again()
    {
        await PublishAsync(Both);
        var first = File.ReadAllBytes(folder.PathOf("out/all.rss.gz"));
        File.SetLastWriteTimeUtc(folder.PathOf("out/all.rss.gz"), DateTime.UnixEpoch);
        await PublishAsync(Both);
        var untouched = File.GetLastWriteTimeUtc(folder.PathOf("out/all.rss.gz"));
        File.Delete(folder.PathOf("out/all.rss.gz"));
        await PublishAsync(Both);

        Assert.Equal(DateTime.UnixEpoch, untouched);
        Assert.Equal(first, File.ReadAllBytes(folder.PathOf("out/all.rss.gz")));
        // RFC 1952 §2.3.1: no flags, so no name; no time.
        Assert.Equal([0, 0, 0, 0, 0], first[3..8]);
    }

    [Fact]
    public async Task Torn_copy_is_written_again_at_the_next_start()
    {
        await PublishAsync(Both);
        var whole = File.ReadAllBytes(folder.PathOf("out/all.rss.br"));
        File.WriteAllBytes(folder.PathOf("out/all.rss.br"), whole[..(whole.Length / 2)]);
        File.WriteAllBytes(folder.PathOf("out/all.rss.gz"), []);

        await PublishAsync(Both);

        Assert.Equal(whole, File.ReadAllBytes(folder.PathOf("out/all.rss.br")));
        Assert.NotEmpty(File.ReadAllBytes(folder.PathOf("out/all.rss.gz")));
    }

    [Fact]
    public async Task Copies_go_when_they_are_switched_off_or_their_file_is_gone()
    {
        await PublishAsync(Both);
        File.WriteAllText(folder.PathOf("out/left-over.rss.gz"), "of a feed that is gone");

        await PublishAsync(FeedCompression.Gzip);
        Assert.Empty(Directory.GetFiles(folder.PathOf("out"), "*.br", SearchOption.AllDirectories));
        Assert.False(File.Exists(folder.PathOf("out/left-over.rss.gz")));
        Assert.True(File.Exists(folder.PathOf("out/all.rss.gz")));

        await PublishAsync();
        Assert.Empty(Directory.GetFiles(folder.PathOf("out"), "*.gz", SearchOption.AllDirectories));
    }

    [Fact]
    public void Copy_is_gone_while_its_file_changes()
    {
        var options = FeedsIn(folder.PathOf("out")) with { Precompress = Both };
        var file = folder.PathOf("out/all.rss");
        AtomicFile.Write(file, "old"u8);
        FeedSidecars.Write(options, file, "old"u8.ToArray());

        FeedSidecars.Remove(options, file);

        Assert.Equal([file], Directory.GetFiles(folder.PathOf("out")));
    }

    private IEnumerable<string> Published() => Directory.EnumerateFiles(folder.PathOf("out"), "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".rss" or ".atom" or ".xml" || (Path.GetExtension(file) == ".json" && Path.GetFileName(file) != ManifestFile.Name));

    private void Save(string title) =>
        File.WriteAllText(folder.PathOf("content/a.md"), $"---\ntitle: {title}\ndate: 2026-01-01\ntype: disease\ntags: [heart]\n---\nText.\n");

    /// <summary>Publishes as a process of its own does.</summary>
    private async Task PublishAsync(params FeedCompression[] compressions)
    {
        var feeds = FeedsIn(folder.PathOf("out")) with { Precompress = compressions };
        using var pipeline = Pipelines.Create(ContentIn(folder.PathOf("content")), feeds, new LedgerFileStore(folder.PathOf("ledger.json")));
        await pipeline.RunAsync(null, TestContext.Current.CancellationToken);
    }
}
