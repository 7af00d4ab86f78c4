using Syndication.Feeds.Publishing;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Tests.Worker.Newsletters;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Content;

/// <summary>A clock that jumps publishes nothing, takes nothing back and mails nothing.</summary>
public sealed class JumpingClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Years = TimeSpan.FromDays(4 * 365);

    private DigestKit kit = null!;
    private string reader = "";

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite());
        Save("old", "2026-01-01");
        await IngestAsync();
        await kit.PlanAsync();
        reader = await kit.SubscribeAsync("a@example.com");
        Save("new", "2026-11-23T08:30:00Z");
        Save("planned", "2027-06-01");
        Save("later", "2028-06-01");
        await IngestAsync();
    }

    public async ValueTask DisposeAsync() => await kit.DisposeAsync();

    [Fact]
    public async Task Forward_by_years_publishes_and_mails_nothing()
    {
        kit.Clock.Jump(Years);
        await IngestAsync();
        await kit.PlanAsync();

        Assert.Equal(["new.md", "old.md"], Live());
        Assert.Empty(await Announced.ToAsync(kit, reader));
    }

    [Fact]
    public async Task Edits_are_still_published_meanwhile()
    {
        kit.Clock.Jump(Years);
        Save("edit", "2026-02-01");
        await IngestAsync();

        Assert.Contains("edit.md", Live());
    }

    [Fact]
    public async Task Accepted_it_is_the_time()
    {
        kit.Clock.Jump(Years);
        await IngestAsync();
        await kit.Get<HoldStore>().AcceptAsync(HoldKind.Clock, CancellationToken.None);
        await IngestAsync();
        await kit.PlanAsync();

        Assert.Equal(["later.md", "new.md", "old.md", "planned.md"], Live());
        Assert.Equal(3, (await Announced.ToAsync(kit, reader)).Count);
    }

    [Fact]
    public async Task Back_by_years_takes_nothing_back_and_mails_nothing_again()
    {
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await IngestAsync();
        await kit.PlanAsync();
        var mailed = await Announced.ToAsync(kit, reader);
        kit.Clock.Jump(-Years);
        await IngestAsync();
        await kit.PlanAsync();
        kit.Clock.Jump(Years);
        await IngestAsync();
        await kit.PlanAsync();

        Assert.Equal(["new.md", "old.md"], Live());
        Assert.Single(mailed);
        Assert.Equal(mailed, await Announced.ToAsync(kit, reader));
    }

    private Task<ContentPass> IngestAsync() => kit.Get<ContentIngest>().RunAsync(null, CancellationToken.None);

    private IEnumerable<string> Live() => kit.Published.Current.Posts.Values.Select(post => post.Post.File).Order(StringComparer.Ordinal);

    private void Save(string name, string date) =>
        File.WriteAllText(Path.Combine(kit.ContentFolder, name + ".md"), $"---\ntitle: About {name}\ndate: {date}\ntype: disease\n---\nText of {name}.\n");
}
