using System.Globalization;
using System.Text.Json;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>The built program does nothing that cannot be undone before ops say so, and says what it thinks of a post.</summary>
public sealed class HoldTests : IDisposable
{
    private const string EveryFewSeconds = "0/3 * * * * ?";

    private readonly Installation installation = Installation.Create();

    public HoldTests()
    {
        for (var number = 0; number < 12; number++) installation.Save(Name(number), "Question " + Name(number), "2020-01-01");
    }

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task A_flood_of_posts_is_mailed_once_it_is_released()
    {
        installation.Configure(settings =>
        {
            settings["Newsletters"]![0]!["Schedules"]!["weekly"]!["Cron"] = EveryFewSeconds;
            settings["Digests"] = new System.Text.Json.Nodes.JsonObject { ["MassArrivalLimit"] = 4 };
        });
        await using var site = await installation.RunAsync();
        await installation.AddConfirmedAsync(Readers.Named("reader", 2));
        await Eventually.BeTrueAsync(installation.IsScheduleKnownAsync, () => "The schedule was never noted: " + site.Program.Everything);
        for (var number = 100; number < 105; number++) installation.Save(Name(number), "New " + Name(number), "2019-01-01");
        await Eventually.BeTrueAsync(async () => (await site.HealthAsync()).Status == "Degraded", () => "Nothing is held: " + site.Program.Everything);
        var reason = Assert.Single((await site.HealthAsync()).Reasons);
        // A firing passes.
        var later = TimeProvider.System.GetUtcNow().AddSeconds(4);
        await Eventually.BeTrueAsync(() => TimeProvider.System.GetUtcNow() > later, () => "The clock stands still");

        Assert.Contains("syndication editions release treatments", reason, StringComparison.Ordinal);
        Assert.Empty(installation.PickedUp);
        Assert.Equal(1, (await installation.CallAsync("send", "treatments")).Code);
        Assert.Contains("HELD  treatments", (await installation.CallAsync("editions", "list")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await installation.CallAsync("editions", "release", "treatments")).Code);
        await Eventually.BeTrueAsync(() => installation.PickedUp.Count == 2, () => "The digest never came: " + site.Program.Everything);
        await Eventually.BeTrueAsync(async () => (await site.HealthAsync()).Status == "Healthy", () => "Health stays degraded: " + site.Program.Everything);
        Assert.All(installation.PickedUp, file => Assert.Contains("New 104", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mass_removal_is_done_within_seconds_of_the_word()
    {
        await using var site = await installation.RunAsync();
        for (var number = 0; number < 6; number++) File.Delete(installation.PathOf($"content/{Name(number)}.md"));
        await Eventually.BeTrueAsync(async () => (await site.HealthAsync()).Status == "Degraded", () => "Nothing is held: " + site.Program.Everything);
        Assert.Contains("syndication content accept", Assert.Single((await site.HealthAsync()).Reasons), StringComparison.Ordinal);
        Assert.Contains("Question 0", await site.GetAsync("feeds/all.json"), StringComparison.Ordinal);

        var accepted = await installation.CallAsync("content", "accept");
        await site.EventuallyAsync("feeds/all.json", feed => !feed.Contains("Question 0", StringComparison.Ordinal));

        Assert.Equal(0, accepted.Code);
        await Eventually.BeTrueAsync(async () => (await site.HealthAsync()).Status == "Healthy", () => "Health stays degraded: " + site.Program.Everything);
    }

    [Fact]
    public async Task A_build_holds_a_mass_removal_until_it_is_told()
    {
        await installation.CallAsync("build");
        for (var number = 0; number < 6; number++) File.Delete(installation.PathOf($"content/{Name(number)}.md"));
        var held = await installation.CallAsync("build");
        var told = await installation.CallAsync("build", "--accept-removals");

        Assert.Equal((1, 0), (held.Code, told.Code));
        Assert.Contains("repeat with --accept-removals", held.Errors, StringComparison.Ordinal);
        Assert.StartsWith("6 posts,", told.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_says_what_is_thought_of_a_post_with_and_without_a_database()
    {
        var before = await installation.CallAsync("explain", "--post", "content/7.md");
        await using (var site = await installation.RunAsync())
        {
            await site.StopAsync();
        }

        var after = await installation.CallAsync("explain", "--post", "https://www.example.org/7", "--format", "json");
        var nothing = await installation.CallAsync("explain", "--post", "nowhere.md");
        var answer = JsonDocument.Parse(after.Output).RootElement;

        Assert.Equal((0, 0, 1), (before.Code, after.Code, nothing.Code));
        Assert.Contains("There is no database yet", before.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(installation.PathOf("data/syndication.db")));
        Assert.Equal(("7.md", "published"), (answer.GetProperty("file").GetString(), answer.GetProperty("outcome").GetString()));
        Assert.True(answer.GetProperty("newsletters")[0].GetProperty("holds").GetBoolean());
    }

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);
}
