using Syndication.Feeds.Content;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Sending;

namespace Syndication.Tests.Integration.Digests;

/// <summary>Real posts as messages, judged by a tool that shares no code with the program.</summary>
public sealed class DigestContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("samples/content", 3)]
    [InlineData("samples/content", 20)]
    [InlineData("shared/content", 5)]
    public async Task Digest_of_real_posts_passes_a_checker_that_shares_no_code_with_the_sender(string content, int count)
    {
        var posts = Places.FindAbove(content);
        Assert.SkipUnless(posts is not null, $"{content} is not beside this checkout");
        var key = IndependentCheck.CreateKey(folder);
        var pickup = Path.Combine(folder.Path, "mail");
        await using var kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), mail => mail with { Transport = MailTransportKind.Pickup, PickupFolder = pickup, Dkim = key },
            clock: new ManualClock(new DateTimeOffset(2026, 11, 1, 9, 0, 0, TimeSpan.Zero)),
            newsletter: options => options with { Where = PropertyFilter.Everything, Languages = ["en", "tr", "ar"] });
        foreach (var file in Directory.EnumerateFiles(posts!, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/cases/", StringComparison.Ordinal)))
        {
            var copy = Path.ChangeExtension(Path.Combine(kit.ContentFolder, Path.GetRelativePath(posts!, file)), ".md");
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await kit.IngestAsync();
        foreach (var language in kit.Newsletter.Languages) await kit.SubscribeAsync(language + "@reader.example.com", language: language);
        Assert.Equal(3, (await kit.Get<EditionPlanner>().PlanLatestAsync(kit.Newsletter, count, kit.Clock.GetUtcNow(), CancellationToken.None))?.Deliveries);
        using var stop = new CancellationTokenSource();
        var running = kit.Get<DeliveryDispatcher>().RunAsync(stop.Token);
        await Eventually.BeTrueAsync(async () => await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Sent'") == 3, () => "Not everything was sent.", TimeSpan.FromSeconds(60));
        await stop.CancelAsync();
        await running;

        await IndependentCheck.AssertNoErrorAsync(folder, pickup);
    }
}
