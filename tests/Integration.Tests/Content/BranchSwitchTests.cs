using Syndication.Tests.Support.Http;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>Another branch is checked out in the content folder itself.</summary>
public sealed class BranchSwitchTests
{
    private const int Posts = 2000;

    [Theory]
    [InlineData("auto")]
    [InlineData("poll")]
    public async Task A_checkout_of_thousands_of_changes_takes_few_passes_and_loses_nobody(string mode)
    {
        await using var service = WholeService.Prepare(configuration => configuration["Content"] =
            new { Folder = "content", Watch = new { Mode = mode, QuietPeriod = "1s", PollInterval = "200ms" } });
        var content = service.PathOf("content");
        for (var number = 0; number < Posts; number++) service.Save($"{number % 40}/{number}.md", $"First {number}.");
        await RunAsync(content, "git", "init", "-q", "-b", "first");
        await CommitAsync(content);
        await RunAsync(content, "git", "checkout", "-q", "-b", "second");
        for (var number = 0; number < Posts; number++) service.Save($"{number % 40}/{number}.md", $"Second {number}.");
        service.Save("only-here/x.md", "Only here");
        await CommitAsync(content);
        await RunAsync(content, "git", "checkout", "-q", "first");
        await service.StartAsync();
        var before = Guids(await service.HoldAsync("First 1969."));
        await RunAsync(content, "git", "checkout", "-q", "second");
        var after = Guids(await service.HoldAsync("Only here"));
        var feed = await service.HoldAsync("Second 1969.");

        Assert.InRange(await service.PassesAsync(2), 2, 4);
        Assert.DoesNotContain("First", feed, StringComparison.Ordinal);
        Assert.InRange(before.Intersect(after).Count(), before.Count - 1, before.Count);
    }

    private static async Task CommitAsync(string folder)
    {
        await RunAsync(folder, "git", "add", "-A");
        await RunAsync(folder, "git", "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "x");
    }
}
