using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Programs;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Cli;
using Syndication.Worker.Cli.Editions;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Cli;

public sealed class EditionControlTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private DigestKit kit = null!;
    private string edition = "";

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(await Engines.SqliteAsync());
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        await File.WriteAllTextAsync(folder.File("appsettings.json"), JsonSerializer.Serialize(new
        {
            Site = new { BaseUrl = "https://www.example.org" },
            Content = new { Folder = "content" },
            Storage = new { kit.Database.Options.ConnectionString },
        }));
        await kit.PublishAsync(kit.CreatePost());
        for (var i = 0; i < 4; i++) await kit.SubscribeAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r{i}@example.com"));
        await kit.PublishAsync(kit.CreatePost());
        edition = (await PlanAsync())!.Edition.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await kit.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Paused_edition_is_resumed()
    {
        var (code, output, _) = await RunAsync("pause", edition, "--note", "wrong link");
        Assert.Equal(0, code);
        Assert.Contains("4 deliveries wait", output, StringComparison.Ordinal);
        Assert.Empty(await ClaimAsync());
        Assert.Contains("paused by ops: wrong link", (await RunAsync("show", edition)).Out, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("pause", edition)).Code);

        Assert.Equal(0, (await RunAsync("resume", edition)).Code);
        Assert.Equal(1, (await RunAsync("resume", edition)).Code);
        Assert.Equal(4, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task Pause_of_the_service_is_told_with_its_reason_and_what_to_do()
    {
        await kit.Get<EditionStore>().PauseAsync(edition, PauseReason.SenderRefused, "550 5.7.26 Unauthenticated", CancellationToken.None);

        Assert.Contains($"since the mail server refuses its sender: 550 5.7.26 Unauthenticated. Mend the cause, then: syndication editions resume {edition}", (await RunAsync("list")).Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await RunAsync("show", edition, "--format", "json")).Out);
        var pause = json.RootElement.GetProperty("edition").GetProperty("pause");
        Assert.Equal(("senderRefused", "550 5.7.26 Unauthenticated"), (pause.GetProperty("reason").GetString(), pause.GetProperty("note").GetString()));
    }

    [Fact]
    public async Task Cancelled_edition_gives_up_what_waits_and_its_posts_are_due_again()
    {
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Deferred', due_at = due_at + 100000 WHERE id = (SELECT MIN(id) FROM deliveries)");
        using var json = JsonDocument.Parse((await RunAsync("cancel", edition, "--format", "json")).Out);
        Assert.Equal(4, json.RootElement.GetProperty("deliveries").GetInt64());
        Assert.Equal("cancelled", json.RootElement.GetProperty("edition").GetProperty("state").GetString());
        Assert.Equal(1, (await RunAsync("cancel", edition)).Code);
        kit.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(4, (await PlanAsync())!.Deliveries);
    }

    [Fact]
    public async Task Cancelled_edition_leaves_what_may_have_arrived_in_doubt()
    {
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Deferred', unknowns = 1 WHERE id = (SELECT MIN(id) FROM deliveries)");
        await RunAsync("cancel", edition);
        Assert.Equal(1, await CountAsync("state = 'Unknown'"));
        kit.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, (await PlanAsync())!.Deliveries);
    }

    [Fact]
    public async Task Retry_takes_what_was_given_up_and_the_rest_when_it_is_named()
    {
        var claimed = await ClaimAsync();
        await EndAsync(claimed[0], new DeliveryEnd(DeliveryState.Sent, "250"));
        await EndAsync(claimed[1], new DeliveryEnd(DeliveryState.Bounced, "550"));
        await EndAsync(claimed[2], new DeliveryEnd(DeliveryState.Unknown, "lost", MayHaveArrived: true));
        await EndAsync(claimed[3], new DeliveryEnd(DeliveryState.Cancelled, "given up"));
        await kit.Get<EditionStore>().FinishAsync(CancellationToken.None);

        Assert.Equal((0, 1), ((await RunAsync("retry", edition)).Code, (await ClaimAsync()).Count));
        var (code, _, error) = await RunAsync("retry", edition);
        Assert.Equal(1, code);
        Assert.Contains("1 unknown (--unknown)", error, StringComparison.Ordinal);
        Assert.Equal((0, 1), ((await RunAsync("retry", edition, "--unknown")).Code, (await ClaimAsync()).Count));
        Assert.Equal((0, 1), ((await RunAsync("retry", edition, "--bounced")).Code, (await ClaimAsync()).Count));
        Assert.Equal(1, await CountAsync("state = 'Sent'"));
    }

    [Fact]
    public async Task Retry_leaves_out_who_left_and_whose_posts_another_edition_took_over()
    {
        await RunAsync("cancel", edition);
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed' WHERE id = (SELECT MIN(id) FROM subscriptions)");
        await PlanAsync();
        Assert.Equal(1, (await RunAsync("retry", edition)).Code);
    }

    [Fact]
    public async Task Following_ends_with_the_edition()
    {
        foreach (var delivery in await ClaimAsync()) await EndAsync(delivery, new DeliveryEnd(DeliveryState.Sent, "250"));
        await kit.Get<EditionStore>().FinishAsync(CancellationToken.None);
        var (code, output, _) = await RunAsync("show", edition, "--follow");
        Assert.Equal(0, code);
        Assert.StartsWith("100 % of 4: 4 sent", output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("show", edition, "--follow", "--format", "json")).Code);
    }

    [Fact]
    public async Task Following_shows_progress_pace_and_the_estimated_end()
    {
        var clock = new ManualClock { TimerSpeed = 100 };
        await using var shown = new WatchedWriter();
        var following = new EditionFollower(kit.Get<EditionListStore>(), new Terminal(TextWriter.Null, shown, IsInteractive: true), clock).FollowAsync(edition, CancellationToken.None);
        Task ShowsAsync(string words) => Eventually.BeTrueAsync(() => Task.FromResult(shown.ToString().Contains(words, StringComparison.Ordinal)), () => shown.ToString(), TimeSpan.FromSeconds(30));

        await ShowsAsync("[..............................] 0 % of 4: 4 queued");
        var claimed = await ClaimAsync();
        foreach (var delivery in claimed.Take(2)) await EndAsync(delivery, new DeliveryEnd(DeliveryState.Sent, "250"));
        clock.Advance(TimeSpan.FromSeconds(10));
        await ShowsAsync($"[###############...............] 50 % of 4: 2 leased, 2 sent; 0.2 a second, done about {CommandTime.Say(clock.GetUtcNow() + TimeSpan.FromSeconds(10))}");
        foreach (var delivery in claimed.Skip(2)) await EndAsync(delivery, new DeliveryEnd(DeliveryState.Sent, "250"));
        await kit.Get<EditionStore>().FinishAsync(CancellationToken.None);

        Assert.Equal(EditionState.Done, (await following)?.State);
        Assert.Contains("100 % of 4: 4 sent; done", shown.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    [InlineData("retry")]
    public async Task Unknown_edition_is_a_no_and_help_has_an_example(string command)
    {
        var (code, _, error) = await RunAsync(command, "nonsense");
        Assert.Equal(1, code);
        Assert.Contains("editions list", error, StringComparison.Ordinal);
        Assert.Contains("Example: syndication editions " + command, (await RunAsync(command, "--help")).Out, StringComparison.Ordinal);
    }

    private async Task EndAsync(ClaimedDelivery delivery, DeliveryEnd end)
    {
        await kit.Get<DeliveryStore>().BeginAsync(delivery, "one", delivery.Id + "@example.org");
        await kit.Get<DeliveryStore>().EndAsync(delivery, end);
    }

    private Task<PlannedEdition?> PlanAsync() => kit.Get<EditionPlanner>().PlanNowAsync(kit.Newsletter, kit.Clock.GetUtcNow(), CancellationToken.None);

    private Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync()
    {
        // The commands go by the system's clock.
        if (TimeProvider.System.GetUtcNow() > kit.Clock.GetUtcNow()) kit.Clock.Jump(TimeProvider.System.GetUtcNow() - kit.Clock.GetUtcNow());
        return kit.Get<DeliveryStore>().ClaimAsync("one", true, 10, CancellationToken.None);
    }

    private Task<long> CountAsync(string where) => kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE " + where);

    private async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["editions", .. arguments, "--config", folder.File("appsettings.json")], new Terminal(output, error, IsInteractive: false), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>May be read while it is written to.</summary>
    private sealed class WatchedWriter : StringWriter
    {
        private readonly Lock gate = new();

        public override Task WriteAsync(string? value)
        {
            lock (gate) Write(value);
            return Task.CompletedTask;
        }

        public override string ToString()
        {
            lock (gate) return base.ToString();
        }
    }
}
