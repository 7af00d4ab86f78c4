using Syndication.Feeds.Ledger;
using static Syndication.Tests.Feeds.Posts;

namespace Syndication.Tests.Feeds.Publishing;

/// <summary>Which files of feeds a start believes to be what the manifest says.</summary>
public sealed class StartVerificationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public StartVerificationTests() => folder.Write("content/a.md", "---\ntitle: Alpha\ndate: 2026-01-01\n---\nText.\n");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_changed_after_the_manifest_is_found_whatever_its_length()
    {
        await RunAsync();
        Tamper(TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));

        Assert.Equal(["all.rss"], await RunAsync());
    }

    [Fact]
    public async Task After_the_system_went_down_every_file_is_read()
    {
        await RunAsync();
        Tamper(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));
        var manifest = folder.PathOf("out/manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Stopping)).Replace("\"Boot\":\"", "\"Boot\":\"another ", StringComparison.Ordinal), Stopping);

        Assert.Equal(["all.rss"], await RunAsync());
    }

    [Fact]
    public async Task While_the_system_stays_up_an_older_file_of_the_right_length_is_not_read()
    {
        Assert.SkipUnless(File.Exists("/proc/sys/kernel/random/boot_id"), "This system does not tell its starts apart.");
        await RunAsync();
        Tamper(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));

        Assert.Empty(await RunAsync());
    }

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    private void Tamper(DateTime written)
    {
        var file = folder.PathOf("out/all.rss");
        File.WriteAllText(file, File.ReadAllText(file).Replace("Alpha", "Alpho", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(file, written);
    }

    /// <summary>A process that starts, runs a pass and ends; the files that it wrote.</summary>
    private async Task<IEnumerable<string>> RunAsync()
    {
        using var pipeline = Pipelines.Create(ContentIn(folder.PathOf("content")), FeedsIn(folder.PathOf("out")), new LedgerFileStore(folder.PathOf("out/ledger.json")));
        return (await pipeline.RunAsync(null, Stopping)).Written;
    }
}
