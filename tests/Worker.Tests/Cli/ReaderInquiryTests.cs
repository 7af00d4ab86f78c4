using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds.Ledger;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Cli.Explaining;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Outlook;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Cli;

/// <summary>Why a reader got a post, does not yet, or does not at all.</summary>
public sealed class ReaderInquiryTests : IAsyncLifetime
{
    private DigestKit kit = null!;
    private string reader = "";
    private LedgerPost post = null!;

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), digests: new DigestsOptions { SettleTime = TimeSpan.FromHours(1) });
        await kit.PublishAsync(kit.CreatePost("old", tags: ["heart"]));
        reader = await kit.SubscribeAsync("a@example.com", "daily", tags: ["heart"]);
        post = kit.CreatePost("new", tags: ["heart"]);
        await kit.PlanAsync();
    }

    public ValueTask DisposeAsync() => kit.DisposeAsync();

    [Fact]
    public async Task Sent_post_is_told_with_its_edition_and_the_server_s_reply()
    {
        await kit.PublishAsync(post);
        await PlanTomorrowAsync();
        await EndAsync("Sent");
        var (answer, verdict) = await AskAsync(post);

        Assert.Equal(Verdict.Got, verdict.Verdict);
        Assert.Contains("daily 2026-11-24T08:00:00", verdict.Because, StringComparison.Ordinal);
        var edition = Assert.Single(answer.Subscriptions.Single().Editions);
        Assert.Equal(("250 taken", "new", "1"), (edition.Reply, edition.Posts.Single().Id, edition.Posts.Single().Hash));
    }

    [Fact]
    public async Task Receipt_tells_it_after_the_delivery_is_gone()
    {
        await kit.PublishAsync(post);
        await PlanTomorrowAsync();
        await EndAsync("Sent");
        await kit.Database.ExecuteAsync("DELETE FROM deliveries");

        Assert.Equal(Verdict.Got, (await AskAsync(post)).Verdict.Verdict);
    }

    [Fact]
    public async Task Line_that_was_lost_is_told()
    {
        await kit.PublishAsync(post);
        await PlanTomorrowAsync();
        await EndAsync("Unknown");

        Assert.Equal(Verdict.MayHaveGot, (await AskAsync(post)).Verdict.Verdict);
    }

    [Fact]
    public async Task Waiting_message_and_its_paused_edition_are_told()
    {
        await kit.PublishAsync(post);
        await PlanTomorrowAsync();
        Assert.Equal(Verdict.OnItsWay, (await AskAsync(post)).Verdict.Verdict);

        await kit.Database.ExecuteAsync("UPDATE editions SET state = 'Paused'");
        Assert.Contains("which is paused", (await AskAsync(post)).Verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_post_is_told_with_its_time_in_the_reader_s_zone()
    {
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET time_zone = 'Asia/Tokyo'");
        await kit.PublishAsync(post);
        var (answer, verdict) = await AskAsync(post);

        Assert.Equal((Verdict.NotYet, "It is due Tue 2026-11-24 08:00 Asia/Tokyo."), (verdict.Verdict, verdict.Because));
        Assert.Equal("new.md", answer.Subscriptions.Single().NextPosts.Single());
        Assert.DoesNotContain(verdict.Rules, rule => rule.Passes == false);
    }

    [Fact]
    public async Task Refused_post_is_owed()
    {
        await kit.PublishAsync(post);
        await PlanTomorrowAsync();
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Bounced', finished_at = 5, reply = '550 no'");
        var verdict = (await AskAsync(post)).Verdict;

        Assert.StartsWith("It is due Wed 2026-11-25 08:00", verdict.Because, StringComparison.Ordinal);
        Assert.Contains(verdict.Rules, rule => rule.Result.Contains("is owed this one", StringComparison.Ordinal));
        Assert.Contains(verdict.Rules, rule => rule.Result.Contains("550 no", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE subscriptions SET tags = '[\"skin\"]'", "No", "tags: the reader wants skin; the post has heart.")]
    [InlineData("UPDATE subscriptions SET state = 'Unsubscribed', unsubscribed_at = 0", "No", "subscription: Unsubscribed since 1970-01-01 00:00:00 UTC.")]
    [InlineData("UPDATE subscriptions SET state = 'Pending'", "No", "subscription: Pending.")]
    [InlineData("UPDATE subscriptions SET state = 'Paused', paused_until = 1900000000000", "NotYet", "subscription: Paused until 2030-03-17 17:46:40 UTC.")]
    [InlineData("INSERT INTO holds (scope, kind, reason, affected, total, posts, held_at) VALUES ('newsletter/treatments', 'MassArrival', 'Many.', 1, 1, '', 0)", "NotYet", "hold: Many.")]
    [InlineData("UPDATE subscriptions SET announced_through = 2", "No", "watermark: all up to 2 counts as announced")]
    [InlineData("UPDATE arrivals SET arrived_at = 1795503000000 WHERE post_id = 'new'", "NotYet", "settled: it has not settled by Tue 2026-11-24 08:00")]
    [InlineData("UPDATE arrivals SET arrival = -arrival WHERE post_id = 'new'", "No", "watermark: ops counted it as announced.")]
    [InlineData("DELETE FROM arrivals WHERE post_id = 'new'", "NotYet", "arrival: it has not arrived at the newsletter yet.")]
    public async Task What_speaks_against_a_post_is_named(string change, string verdict, string because)
    {
        await kit.PublishAsync(post);
        await kit.Database.ExecuteAsync(change);
        var found = (await AskAsync(post)).Verdict;

        Assert.Equal(verdict, found.Verdict.ToString());
        Assert.StartsWith(because, found.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_of_another_kind_is_no_post_of_the_newsletter()
    {
        var news = kit.CreatePost("news", type: "news", tags: ["heart"]);
        await kit.PublishAsync(news);

        Assert.Equal((Verdict.No, "Where: type must be disease; it is news."), (await AskAsync(news)).Verdict is var found ? (found.Verdict, found.Because) : default);
    }

    [Fact]
    public async Task Suppressed_address_is_never_mailed()
    {
        await kit.PublishAsync(post);
        await kit.Database.Database.WriteAsync(
            transaction => kit.Get<SuppressionStore>().AddAsync(transaction, "a@example.com", SuppressionReason.Bounce, kit.Clock.GetUtcNow()), CancellationToken.None);

        Assert.Equal("suppression: the address is never mailed (Bounce).", (await AskAsync(post)).Verdict.Because);
    }

    private async Task PlanTomorrowAsync()
    {
        kit.Clock.Advance(TimeSpan.FromDays(1));
        await kit.PlanAsync();
    }

    private async Task EndAsync(string state)
    {
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = @state, finished_at = 5, reply = '250 taken'", new { state });
        await kit.Database.ExecuteAsync("INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at) SELECT subscription_id, edition_id, variant_key, @state, 5 FROM deliveries", new { state });
    }

    private async Task<(ReaderAnswer Answer, PostVerdict Verdict)> AskAsync(LedgerPost about)
    {
        var asked = new PostAnswer { File = about.Post.File, Outcome = "published", Because = "It is public.", Identity = new IdentityAnswer(about.Id, "", null, null, null, []) };
        var inquiry = new ReaderInquiry(
            [kit.Newsletter], kit.Get<Syndication.Worker.Storage.Outlook.OutlookStore>(), kit.Get<Syndication.Worker.Storage.Outlook.ReaderHistoryStore>(), kit.Get<ReaderOutlook>(), kit.Get<HoldStore>(), kit.Get<ArrivalStore>());
        var posts = new FuturePosts(kit.Published.Current, new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        var answer = (await inquiry.AskAsync(reader, posts, asked, CancellationToken.None))!;
        return (answer, answer.Subscriptions.Single().Post!);
    }
}
