using System.Globalization;
using System.Text.Json;
using Syndication.Tests.Support.Http;

namespace Syndication.Tests.Integration.Holds;

/// <summary>The running service waits for ops where the folder looks wrong, and acts on their word within seconds.</summary>
public sealed class ContentHoldTests : IAsyncLifetime
{
    private WholeService service = null!;

    public async ValueTask InitializeAsync() => service = await WholeService.StartedAsync(fill: folder =>
    {
        for (var number = 0; number < 20; number++) folder.Save(Name(number), "Post " + Name(number));
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_mass_removal_waits_until_it_is_accepted_and_a_further_one_waits_again()
    {
        Delete(0, 10);
        var health = await HealthAsync("10 of 20 posts");
        Assert.Contains("syndication content accept", health, StringComparison.Ordinal);
        Assert.Contains("Post 0.md", await service.Client.GetStringAsync("feeds/all.rss"), StringComparison.Ordinal);

        var accepted = await service.CallAsync("content", "accept");
        await service.EventuallyAsync("feeds/all.rss", feed => !feed.Contains("Post 0.md", StringComparison.Ordinal));
        await HealthAsync("\"Healthy\"");
        Assert.Equal(0, accepted.Code);
        Assert.Equal(0, (await service.CallAsync("content", "status")).Code);

        Delete(10, 18);
        await HealthAsync("8 of 10 posts");
        Assert.Contains("Post 10.md", await service.Client.GetStringAsync("feeds/all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_that_is_accepted_while_the_service_is_stopped_is_done_at_its_start()
    {
        await service.StopAsync();
        Delete(0, 10);
        var accepted = await service.CallAsync("content", "accept");
        var status = await service.CallAsync("content", "status", "--format", "json");
        await RestartAsync();

        Assert.Contains("Accepted: 10 of 20 posts", accepted.Out, StringComparison.Ordinal);
        Assert.Equal("massRemoval", JsonDocument.Parse(status.Out).RootElement.GetProperty("held")[0].GetProperty("kind").GetString());
        Assert.DoesNotContain("Post 0.md", await File.ReadAllTextAsync(service.PathOf("data/feeds/all.rss"), CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_survives_a_restart()
    {
        Delete(0, 10);
        await HealthAsync("10 of 20 posts");
        await service.StopAsync();
        var status = await service.CallAsync("content", "status");
        await RestartAsync();

        Assert.Equal(1, status.Code);
        Assert.Contains("HELD  content since", status.Out, StringComparison.Ordinal);
        Assert.Contains("Post 0.md", await File.ReadAllTextAsync(service.PathOf("data/feeds/all.rss"), CancellationToken.None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_not_accepted_and_ends_by_itself()
    {
        Directory.Move(service.PathOf("content"), service.PathOf("elsewhere"));
        await HealthAsync("is missing");
        var accepted = await service.CallAsync("content", "status");
        Directory.Move(service.PathOf("elsewhere"), service.PathOf("content"));
        await HealthAsync("\"Healthy\"");

        Assert.Contains("is missing", accepted.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing is held", (await service.CallAsync("content", "status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheduled_post_goes_live_at_its_moment_with_no_change_of_any_file()
    {
        var moment = TimeProvider.System.GetUtcNow().AddSeconds(3);
        service.Save("soon.md", "Soon", date: moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        service.Save("too.md", "Soon too", date: moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        service.Save("marker.md", "Marker");
        var before = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Marker", StringComparison.Ordinal));
        var after = await service.EventuallyAsync("feeds/all.rss", feed => feed.Contains("Soon", StringComparison.Ordinal));

        Assert.DoesNotContain("Soon", before, StringComparison.Ordinal);
        Assert.Contains("Soon too", after, StringComparison.Ordinal);
        Assert.True(TimeProvider.System.GetUtcNow() >= moment.AddSeconds(-1));
    }

    private Task<string> HealthAsync(string words) => service.EventuallyAsync("health/ready", text => text.Contains(words, StringComparison.Ordinal));

    private async Task RestartAsync()
    {
        await service.StopAsync();
        await service.StartAsync();
    }

    private void Delete(int from, int to)
    {
        for (var number = from; number < to; number++) File.Delete(service.PathOf("content/" + Name(number)));
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture) + ".md";
}
