using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Feeds.Content;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Tests.Support.WebSub;
using Syndication.Tests.Worker.Newsletters;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Hosting.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Pages;
using Syndication.Worker.Outgoing;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Ingest;
using Syndication.Worker.Storage.Pages;

namespace Syndication.Tests.Worker.Pages;

/// <summary>With Digests:RequireLivePage a post is due once its page answers.</summary>
public abstract class PageCheckerCompliance : IAsyncLifetime
{
    private DigestKit kit = null!;
    private ScriptedWebServer site = null!;
    private string reader = "";

    public async ValueTask InitializeAsync()
    {
        site = await ScriptedWebServer.AnsweringAsync(404);
        kit = await DigestKit.CreateAsync(await OpenAsync(), digests: new DigestsOptions { RequireLivePage = true, MassArrivalLimit = 3 });
        await kit.PublishAsync(kit.CreatePost("old", published: kit.Clock.GetUtcNow().AddDays(-1)));
        await kit.PlanAsync();
        reader = await kit.SubscribeAsync("a@example.com");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (kit is not null) await kit.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task A_post_waits_until_its_page_answers_and_passes_nobody_by()
    {
        await PublishAsync("slow");
        await PublishAsync("quick");
        site.Answer = (request, context) =>
        {
            context.Response.StatusCode = request.PathAndQuery == "/quick" ? 200 : 404;
            return Task.CompletedTask;
        };
        await AskAsync();
        await WeekAsync();
        Assert.Equal(["quick"], await Announced.ToAsync(kit, reader));
        site.Answer = ScriptedWebServer.Status(200);
        await AskAsync();
        await kit.EndAsync();
        await WeekAsync();

        Assert.Equal(["quick", "slow"], (await Announced.ToAsync(kit, reader)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_there_on_the_first_start_waits_for_nothing()
    {
        await AskAsync();

        Assert.Empty(site.Requests);
        Assert.Empty(await kit.Get<PageCheckStore>().ReadWaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_page_is_asked_for_less_and_less_often_and_never_again_once_it_answered()
    {
        await PublishAsync("slow");
        for (var minute = 0; minute < 60; minute++)
        {
            await AskAsync();
            await AskAsync();
            kit.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        // 0, 1, 3, 7, 15, 30, 45.
        Assert.Equal(7, site.Requests.Count);
        site.Answer = ScriptedWebServer.Status(200);
        kit.Clock.Advance(TimeSpan.FromHours(1));
        await AskAsync();
        kit.Clock.Advance(TimeSpan.FromDays(2));
        await AskAsync();
        Assert.Equal(8, site.Requests.Count);
    }

    [Fact]
    public async Task Workers_do_not_ask_for_the_same_page()
    {
        await PublishAsync("slow");
        var store = kit.Get<PageCheckStore>();

        Assert.Single(await store.ClaimAsync(10, CancellationToken.None));
        Assert.Empty(await store.ClaimAsync(10, CancellationToken.None));
        kit.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(await store.ClaimAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task A_mass_that_waits_is_held_once_and_not_again_when_its_pages_answer()
    {
        for (var i = 0; i < 4; i++) await PublishAsync($"p{i}");
        Assert.NotEmpty(await kit.Get<HoldStore>().ReadAsync(CancellationToken.None));
        await kit.Get<ReleaseStore>().ReleaseAsync(kit.Newsletter.Name, null, CancellationToken.None);
        site.Answer = ScriptedWebServer.Status(200);
        await AskAsync();
        await WeekAsync();

        Assert.Empty(await kit.Get<HoldStore>().ReadAsync(CancellationToken.None));
        Assert.Equal(4, (await Announced.ToAsync(kit, reader)).Count);
    }

    [Fact]
    public async Task Posts_that_wait_when_the_setting_is_taken_back_are_mailed()
    {
        await PublishAsync("slow");
        await WeekAsync();
        await kit.Get<PageCheckStore>().EndAllAsync(CancellationToken.None);
        await WeekAsync();

        Assert.Equal(["slow"], await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task Health_names_what_waits_for_long()
    {
        await PublishAsync("slow");
        await AskAsync();
        var waiting = await kit.Get<PageCheckStore>().ReadWaitingAsync(CancellationToken.None);

        Assert.Null(PageWorker.Tell(waiting, kit.Clock.GetUtcNow().AddMinutes(29)));
        Assert.Contains("1 posts wait for their pages", PageWorker.Tell(waiting, kit.Clock.GetUtcNow().AddMinutes(30)), StringComparison.Ordinal);
        Assert.Contains("404", PageWorker.Tell(waiting, kit.Clock.GetUtcNow().AddMinutes(30)), StringComparison.Ordinal);
    }

    private async Task PublishAsync(string id)
    {
        var post = kit.CreatePost(id);
        await kit.PublishAsync(post with { Post = post.Post with { Url = new Uri(site.Address, id).AbsoluteUri } });
    }

    private async Task AskAsync()
    {
        using var client = new PageClient(new SiteOptions { BaseUrl = site.Address }, new SystemHostResolver(), OutgoingLimits.Usual, TimeProvider.System);
        await kit.Get<IngestLease>().RenewAsync(TimeSpan.Zero, CancellationToken.None);
        await new PageChecker(kit.Get<PageCheckStore>(), kit.Published, kit.Get<IngestLease>(), client, kit.Clock, NullLogger<PageChecker>.Instance).RunDueAsync(CancellationToken.None);
    }

    private async Task WeekAsync()
    {
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
    }

    protected abstract Task<TestDatabase> OpenAsync();
}

public sealed class SqlitePageCheckerTests : PageCheckerCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresPageCheckerTests : PageCheckerCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Engines.PostgresAsync();
}
