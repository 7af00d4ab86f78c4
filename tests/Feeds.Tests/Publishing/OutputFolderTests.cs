using Syndication.Feeds.Ledger;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_one_failure_of_the_disk()
    {
        Directory.CreateDirectory(folder.PathOf("content"));
        File.WriteAllText(folder.PathOf("content/a.md"), "---\ntitle: Alpha\ndate: 2026-01-01\ntype: disease\ntags: [heart]\n---\nText.\n");
        File.WriteAllText(folder.PathOf("occupied"), "a file where a folder must be");
        using var pipeline = Pipelines.Create(ContentIn(folder.PathOf("content")), FeedsIn(folder.PathOf("occupied/feeds")), new LedgerFileStore(folder.PathOf("ledger.json")));

        await Assert.ThrowsAnyAsync<IOException>(() => pipeline.RunAsync(null, TestContext.Current.CancellationToken));
    }
}
