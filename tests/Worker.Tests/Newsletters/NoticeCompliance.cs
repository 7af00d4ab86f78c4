using System.Text.Json;
using Dapper;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Notices;

namespace Syndication.Tests.Worker.Newsletters;

/// <summary>Corrections and retractions reach exactly those who were sent the faulty version, each once.</summary>
public abstract class NoticeCompliance : IAsyncLifetime
{
    private DigestKit kit = null!;
    private string reader = "";

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(await OpenAsync());
        await kit.PublishAsync(kit.CreatePost("old", published: kit.Clock.GetUtcNow().AddDays(-30)));
        await kit.PlanAsync();
        reader = await kit.SubscribeAsync("a@example.com");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (kit is not null) await kit.DisposeAsync();
    }

    [Fact]
    public async Task Reader_of_the_faulty_version_is_told_in_the_next_digest_although_it_holds_nothing_else()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(Corrected(post, "It was 5 mg."));

        Assert.Empty(await kit.PlanNoticesAsync());
        await WeekAsync();

        Assert.Equal(["It was 5 mg."], await ToldAsync(reader));
    }

    [Fact]
    public async Task Told_once_and_never_again_whatever_else_is_edited()
    {
        var post = Corrected(await MailAsync("dose"), "It was 5 mg.");
        await kit.PublishAsync(post);
        await WeekAsync();
        await kit.EndAsync();
        await kit.PublishAsync(post with { Post = post.Post with { Title = "Another title", ContentHash = "9" } });
        await WeekAsync();

        Assert.Equal(["It was 5 mg."], await ToldAsync(reader));
    }

    [Fact]
    public async Task A_later_correction_of_the_same_post_is_told_as_well_and_alone()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(Corrected(post, "First."));
        await WeekAsync();
        await kit.EndAsync();
        await kit.PublishAsync(Corrected(post, "First.", "Second."));
        await WeekAsync();
        await kit.EndAsync();

        Assert.Equal(["First.", "Second."], await ToldAsync(reader));
    }

    [Fact]
    public async Task Only_readers_of_the_faulty_version_are_told()
    {
        var post = await MailAsync("dose", "never had it");
        var later = await kit.SubscribeAsync("later@example.com");
        var waiting = kit.CreatePost("waiting");
        await kit.PublishAsync(waiting, Corrected(post, "It was 5 mg."));
        await kit.PublishAsync(Corrected(waiting, "Mended before anyone saw it."));
        await WeekAsync();
        await kit.EndAsync();
        await WeekAsync();

        Assert.Equal(["It was 5 mg."], await ToldAsync(reader));
        Assert.Empty(await ToldAsync(later));
    }

    [Theory]
    [InlineData("Sent", true)]
    [InlineData("Unknown", true)]
    [InlineData("Bounced", false)]
    [InlineData("Cancelled", false)]
    public async Task Who_got_it_or_may_have_is_told(string end, bool isTold)
    {
        var post = kit.CreatePost("dose");
        await kit.PublishAsync(post);
        await WeekAsync();
        await kit.EndAsync(end);
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await kit.PlanNoticesAsync();

        Assert.Equal(isTold ? ["Wrong."] : [], await ToldAsync(reader));
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_post_was_mended_counts_as_faulty()
    {
        var post = kit.CreatePost("dose");
        await kit.PublishAsync(post);
        await WeekAsync();
        await kit.PublishAsync(Retracted(post, "Wrong."));
        Assert.Empty(await kit.PlanNoticesAsync());
        kit.Clock.Advance(TimeSpan.FromMinutes(3));
        await kit.EndAsync();

        await kit.PlanNoticesAsync();

        Assert.Equal(["Wrong."], await ToldAsync(reader));
    }

    [Fact]
    public async Task Tags_of_today_do_not_matter()
    {
        var post = await MailAsync("dose");
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET tags = '[\"another\"]'");
        await kit.PublishAsync(Corrected(post, "It was 5 mg."));
        await WeekAsync();

        Assert.Equal(["It was 5 mg."], await ToldAsync(reader));
    }

    [Fact]
    public async Task Paused_reader_is_told_on_resuming_and_one_who_left_never()
    {
        var left = await kit.SubscribeAsync("left@example.com");
        var post = await MailAsync("dose");
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Paused' WHERE id = @reader", new { reader });
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed', unsubscribed_at = @now WHERE id = @left", new { left, now = kit.Clock.GetUtcNow().ToUnixTimeMilliseconds() });
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await kit.PlanNoticesAsync();
        await WeekAsync();
        Assert.Empty(await ToldAsync(reader));
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET state = 'Confirmed' WHERE id = @reader", new { reader });
        await kit.PlanNoticesAsync();

        Assert.Equal(["Wrong."], await ToldAsync(reader));
        Assert.Empty(await ToldAsync(left));
    }

    [Fact]
    public async Task Who_left_and_came_back_starts_afresh()
    {
        var post = await MailAsync("dose");
        await kit.Database.ExecuteAsync("UPDATE subscriptions SET confirmed_at = @now", new { now = kit.Clock.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds() });
        await kit.PublishAsync(Retracted(post, "Wrong."));
        kit.Clock.Advance(TimeSpan.FromHours(1));
        await kit.PlanNoticesAsync();

        Assert.Empty(await ToldAsync(reader));
    }

    [Fact]
    public async Task Urgent_correction_goes_out_at_once_as_an_edition_of_its_own()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(Corrected(post, true, "Stop taking it."));
        var planned = Assert.Single(await kit.PlanNoticesAsync());

        Assert.StartsWith(Edition.NoticePrefix, planned.Edition.Occurrence, StringComparison.Ordinal);
        Assert.Equal(["Stop taking it."], await ToldAsync(reader));
        Assert.Empty(await kit.PlanNoticesAsync());
    }

    [Fact]
    public async Task Notice_edition_neither_moves_watermarks_nor_carries_posts()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(kit.CreatePost("new"));
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await kit.PlanNoticesAsync();
        await kit.EndAsync();
        Assert.Equal(["dose"], await Announced.ToAsync(kit, reader));
        await WeekAsync();

        Assert.Equal(["dose", "new"], (await Announced.ToAsync(kit, reader)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_no_server_took_is_told_with_the_next_digest_and_not_at_once_again()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await kit.PlanNoticesAsync();
        await kit.EndAsync("Bounced");
        Assert.Empty(await kit.PlanNoticesAsync());
        await WeekAsync();

        Assert.Equal(["Wrong."], await ToldAsync(reader));
    }

    [Fact]
    public async Task Next_digest_takes_over_a_notice_that_still_waits()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await kit.PlanNoticesAsync();
        await WeekAsync();

        Assert.Equal(["Wrong."], await ToldAsync(reader));
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Cancelled' AND superseded_by IS NOT NULL"));
    }

    [Fact]
    public async Task Killed_planner_of_a_notice_is_finished_without_a_double()
    {
        for (var i = 0; i < 4; i++) await kit.SubscribeAsync($"r{i}@example.com");
        var post = await MailAsync("dose");
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await kit.Get<NoticeReaderStore>().CollectAsync(kit.Newsletter.Name, CancellationToken.None);
        var proposed = new Edition { Id = "e", Newsletter = kit.Newsletter.Name, Schedule = "*", Occurrence = Edition.NoticePrefix + "x", State = EditionState.Planning, Through = 0, NoticesThrough = 1 };
        var share = await kit.Get<EditionStore>().OpenAsync(proposed, "*", "*", kit.Clock.GetUtcNow(), CancellationToken.None);
        var due = new DuePosts(kit.Newsletter, kit.Published.Current, 0);
        await kit.Get<PlanningStore>().PlanNextAsync(share!, false, (readers, _) => due.DecideNotices(readers), 2, CancellationToken.None);

        await kit.PlanNoticesAsync();

        Assert.Equal(5, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE edition_id = 'e'"));
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM editions WHERE occurrence LIKE 'notice/%'"));
    }

    [Fact]
    public async Task Correction_that_was_there_before_notices_were_kept_is_told_to_nobody()
    {
        var post = await MailAsync("dose");
        await kit.Database.ExecuteAsync("DELETE FROM counters WHERE name LIKE 'notices/%'");
        await using var later = kit.Restarted();
        await later.PublishAsync(Corrected(post, true, "Long known."));
        await later.PlanNoticesAsync();

        Assert.Empty(await ToldAsync(reader));
    }

    [Fact]
    public async Task Correction_that_is_withdrawn_in_time_is_not_told()
    {
        var post = await MailAsync("dose");
        await kit.PublishAsync(Corrected(post, "It was 5 mg."));
        await kit.PublishAsync(post);
        await WeekAsync();

        Assert.Empty(await ToldAsync(reader));
    }

    [Fact]
    public async Task Mass_of_corrections_holds_the_newsletter_until_it_is_released()
    {
        var posts = Enumerable.Range(0, 25).Select(number => kit.CreatePost($"p{number}")).ToArray();
        foreach (var half in posts.Chunk(13))
        {
            await kit.PublishAsync(half);
            kit.Clock.Advance(TimeSpan.FromHours(1));
        }

        await WeekAsync();
        await kit.EndAsync();
        await kit.PublishAsync([.. posts.Select(post => Retracted(post, "All of it."))]);
        var hold = Assert.Single(await kit.Get<HoldStore>().ReadAsync(CancellationToken.None));
        Assert.Equal((HoldKind.MassCorrection, 25L), (hold.Kind, hold.Affected));
        Assert.Empty(await kit.PlanNoticesAsync());

        await kit.Get<ReleaseStore>().ReleaseAsync(kit.Newsletter.Name, null, CancellationToken.None);
        await kit.PlanNoticesAsync();

        Assert.Equal(25, (await ToldAsync(reader)).Count);
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Queued'"));
    }

    [Fact]
    public async Task Mass_of_corrections_that_counts_as_told_is_told_to_nobody()
    {
        var posts = Enumerable.Range(0, 20).Select(number => kit.CreatePost($"p{number}")).ToArray();
        await kit.PublishAsync(posts);
        kit.Clock.Advance(TimeSpan.FromHours(1));
        var last = await MailAsync("last");
        await kit.PublishAsync([.. posts.Append(last).Select(post => Retracted(post, "All of it."))]);
        await kit.Get<ReleaseStore>().ReleaseAsync(kit.Newsletter.Name, kit.Clock.GetUtcNow(), CancellationToken.None);

        Assert.Empty(await kit.PlanNoticesAsync());
        Assert.Empty(await ToldAsync(reader));
    }

    [Fact]
    public async Task Post_that_is_retracted_before_it_was_mailed_is_not_announced()
    {
        var post = kit.CreatePost("dose");
        await kit.PublishAsync(post);
        await kit.PublishAsync(Retracted(post, "Wrong."));
        await WeekAsync();

        Assert.Empty(await Announced.ToAsync(kit, reader));
        Assert.Empty(await ToldAsync(reader));
    }

    private static LedgerPost Corrected(LedgerPost post, params string[] texts) => Corrected(post, false, texts);

    private static LedgerPost Corrected(LedgerPost post, bool urgent, params string[] texts) =>
        post with { Post = post.Post with { Corrections = [.. texts.Select(text => new Correction(null, text, urgent))], ContentHash = "corrected" + texts.Length } };

    private static LedgerPost Retracted(LedgerPost post, string reason) => post with { Post = post.Post with { Retracted = reason, ContentHash = "retracted" } };

    /// <summary>A post that every reader so far has been sent.</summary>
    private async Task<LedgerPost> MailAsync(params string[] ids)
    {
        var posts = ids.Select(id => kit.CreatePost(id)).ToArray();
        await kit.PublishAsync(posts);
        await WeekAsync();
        await kit.EndAsync();
        kit.Clock.Advance(TimeSpan.FromHours(1));
        return posts[0];
    }

    private async Task WeekAsync()
    {
        kit.Clock.Advance(TimeSpan.FromDays(7));
        await kit.PlanAsync();
    }

    private async Task<IReadOnlyList<string>> ToldAsync(string subscription)
    {
        var rows = await kit.Database.Database.ReadAsync(connection => connection.QueryAsync<string>(
            """
            SELECT v.notices FROM deliveries d JOIN variants v ON v.edition_id = d.edition_id AND v.key = d.variant_key
            WHERE d.subscription_id = @subscription AND d.superseded_by IS NULL AND d.state NOT IN ('Bounced', 'Cancelled', 'Suppressed') ORDER BY d.created_at
            """, new { subscription }), CancellationToken.None);
        return [.. rows.SelectMany(notices => JsonSerializer.Deserialize<EditionNotice[]>(notices, JsonSerializerOptions.Web)!).Select(notice => notice.Text)];
    }

    protected abstract Task<TestDatabase> OpenAsync();
}

public sealed class SqliteNoticeTests : NoticeCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class PostgresNoticeTests : NoticeCompliance
{
    protected override Task<TestDatabase> OpenAsync() => Engines.PostgresAsync();
}
