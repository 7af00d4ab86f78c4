using System.Globalization;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Model.Bounces;
using Syndication.Worker.Newsletters.Bounces;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Tests.Worker.Bounces;

/// <summary>What follows from what comes back, on both engines.</summary>
public abstract class BounceCompliance : IAsyncLifetime
{
    private const string Address = "reader@reader.example.com";

    private readonly TemporaryFolder folder = new();
    private DigestKit kit = null!;

    private BounceStore Store => kit.Get<BounceStore>();

    public async ValueTask InitializeAsync()
    {
        kit = await DigestKit.CreateAsync(await OpenAsync(), mail => mail with { Bounces = ReturnedMails.OptionsIn(folder) });
        await kit.SubscribeAsync(Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (kit is not null) await kit.DisposeAsync();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Five_days_of_failures_suspend_and_four_do_not()
    {
        for (var day = 1; day <= 4; day++) Assert.Equal(BounceEffect.Noted, await FailADayAsync());
        Assert.Equal(0, await SuspensionsAsync());
        Assert.Equal(BounceEffect.Suspended, await FailADayAsync());
        Assert.Equal(1, await SuspensionsAsync());
        Assert.Null(await SuppressionAsync());
    }

    [Fact]
    public async Task Many_failures_of_one_day_count_once()
    {
        for (var message = 0; message < 8; message++) Assert.Equal(BounceEffect.Noted, await FailAsync((await kit.SendEditionAsync())[Address]));
        Assert.Equal(0, await SuspensionsAsync());
    }

    [Fact]
    public async Task Failures_of_more_than_a_month_ago_are_forgotten()
    {
        for (var day = 1; day <= 4; day++) await FailADayAsync();
        kit.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(BounceEffect.Noted, await FailADayAsync());
    }

    [Fact]
    public async Task Suspended_address_gets_nothing_and_then_one_probe_with_all_that_it_missed()
    {
        await SuspendAsync();
        Assert.Empty(await kit.SendEditionAsync());
        kit.Clock.Advance(BounceRules.Suspension);
        Assert.Single(await kit.SendEditionAsync());
        kit.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await kit.SendEditionAsync());
        // Of the two editions before the probe nothing is owed any more: it carried their posts. The one behind it is.
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Suppressed' AND superseded_by IS NULL"));
    }

    [Fact]
    public async Task Probe_that_comes_back_suppresses()
    {
        await SuspendAsync();
        kit.Clock.Advance(BounceRules.Suspension);
        Assert.Equal(BounceEffect.Suppressed, await FailAsync((await kit.SendEditionAsync())[Address]));
        Assert.Equal("Bounce", await SuppressionAsync());
    }

    [Fact]
    public async Task Probe_that_stays_away_clears_what_was_counted()
    {
        await SuspendAsync();
        kit.Clock.Advance(BounceRules.Suspension);
        await kit.SendEditionAsync();
        kit.Clock.Advance(BounceRules.ProbePatience - TimeSpan.FromHours(1));
        await Store.PurgeAsync(DateTimeOffset.UnixEpoch, CancellationToken.None);
        Assert.Equal(1, await SuspensionsAsync());
        kit.Clock.Advance(TimeSpan.FromHours(2));
        await Store.PurgeAsync(DateTimeOffset.UnixEpoch, CancellationToken.None);
        Assert.Equal(0, await SuspensionsAsync());
        Assert.Equal(BounceEffect.Noted, await FailADayAsync());
    }

    [Fact]
    public async Task Probe_that_never_went_out_leaves_its_place_to_another()
    {
        await SuspendAsync();
        kit.Clock.Advance(BounceRules.Suspension);
        var probe = (await kit.SendEditionAsync())[Address];
        await kit.Database.ExecuteAsync("UPDATE deliveries SET state = 'Cancelled' WHERE id = @probe", new { probe });
        Assert.NotEqual(probe, Assert.Single(await kit.SendEditionAsync()).Value);
    }

    [Fact]
    public async Task Probe_that_is_refused_for_our_own_fault_leaves_its_place_to_another()
    {
        await SuspendAsync();
        kit.Clock.Advance(BounceRules.Suspension);
        var probe = (await kit.SendEditionAsync())[Address];
        Assert.Equal(BounceEffect.Noted, (await Store.ReportAsync(probe, FailureRules.Of("5.7.1"), CancellationToken.None)).Effect);
        Assert.Single(await kit.SendEditionAsync());
        Assert.Null(await SuppressionAsync());
    }

    [Fact]
    public async Task Complaint_is_lifted_by_ops_alone()
    {
        await Store.ComplainAsync((await kit.SendEditionAsync())[Address], CancellationToken.None);
        var suppressions = kit.Get<SuppressionStore>();
        await kit.Database.Database.WriteAsync(transaction => suppressions.LiftErasureAsync(transaction, Address), CancellationToken.None);
        Assert.Equal("Complaint", await SuppressionAsync());
        Assert.Empty(await kit.SendEditionAsync());
        Assert.True(await kit.Database.Database.WriteAsync(transaction => suppressions.LiftAsync(transaction, Address), CancellationToken.None));
        Assert.Single(await kit.SendEditionAsync());
    }

    [Fact]
    public async Task Ops_end_a_suspension_and_its_counters()
    {
        await SuspendAsync();
        Assert.True(await kit.Database.Database.WriteAsync(transaction => kit.Get<SuppressionStore>().LiftAsync(transaction, Address), CancellationToken.None));
        Assert.Single(await kit.SendEditionAsync());
        Assert.Equal(BounceEffect.Noted, await FailADayAsync());
    }

    [Fact]
    public async Task Complaint_outweighs_a_bounce_and_stays()
    {
        var delivery = (await kit.SendEditionAsync())[Address];
        await Store.ReportAsync(delivery, FailureRules.Of("5.1.1"), CancellationToken.None);
        Assert.Equal(BounceEffect.Suppressed, (await Store.ComplainAsync(delivery, CancellationToken.None)).Effect);
        Assert.Equal(BounceEffect.Repeated, (await Store.ComplainAsync(delivery, CancellationToken.None)).Effect);
        Assert.Equal("Complaint", await SuppressionAsync());
    }

    [Fact]
    public async Task What_came_back_is_due_again_to_a_reader_who_may_get_it()
    {
        await FailAsync((await kit.SendEditionAsync())[Address]);
        await kit.SendEditionAsync();
        Assert.Equal(1, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE state = 'Bounced' AND superseded_by IS NOT NULL"));
    }

    [Fact]
    public async Task Edition_of_which_too_much_comes_back_is_paused_once()
    {
        var sent = await SendToManyAsync(99);
        for (var i = 0; i < 5; i++) await NoteAsync(sent[i]);
        Assert.Equal("Sending", await EditionAsync());
        await NoteAsync(sent[5]);
        Assert.Equal("Paused", await EditionAsync());
        Assert.Equal(new EditionAlarm(await EditionIdAsync(), "Bounces", 6, 100), Assert.Single(await kit.Get<BounceAlarmStore>().ReadEditionsAsync(DateTimeOffset.UnixEpoch, CancellationToken.None)));
        await kit.Database.ExecuteAsync("UPDATE editions SET state = 'Sending'");
        await NoteAsync(sent[6]);
        Assert.Equal("Sending", await EditionAsync());
    }

    [Fact]
    public async Task One_complaint_among_a_hundred_pauses_and_a_small_edition_says_nothing()
    {
        var sent = await SendToManyAsync(48);
        await kit.Get<EditionBrake>().NoteComplaintAsync((await Store.ComplainAsync(sent[0], CancellationToken.None)).EditionId, CancellationToken.None);
        for (var i = 1; i < 10; i++) await NoteAsync(sent[i]);
        Assert.Equal("Sending", await EditionAsync());
        await kit.Database.ExecuteAsync("UPDATE deliveries SET edition_id = (SELECT MIN(edition_id) FROM deliveries)");
        await kit.SubscribeAsync("one-more@reader.example.com");
        await kit.Database.ExecuteAsync(
            """
            INSERT INTO deliveries (id, kind, edition_id, subscription_id, state, due_at, created_at)
            SELECT 'extra', 'Digest', (SELECT MIN(edition_id) FROM deliveries), s.id, 'Sent', 0, 0 FROM subscriptions s WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.subscription_id = s.id)
            """);
        await kit.Get<EditionBrake>().NoteComplaintAsync((await Store.ComplainAsync(sent[10], CancellationToken.None)).EditionId, CancellationToken.None);
        Assert.Equal("Paused", await EditionAsync());
    }

    [Fact]
    public async Task Refusals_of_ourselves_are_told_by_status()
    {
        var sent = await SendToManyAsync(3);
        foreach (var delivery in sent.Take(3)) await Store.ReportAsync(delivery, FailureRules.Of("5.7.1"), CancellationToken.None);
        Assert.Equal(("5.7.1", 3L), Assert.Single(await kit.Get<BounceAlarmStore>().ReadRefusalsAsync(kit.Clock.GetUtcNow() - TimeSpan.FromDays(1), CancellationToken.None)));
        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
    }

    [Fact]
    public async Task Person_is_shown_what_came_back()
    {
        await SuspendAsync();
        var held = (await kit.Get<HoldingsStore>().ReadAsync(Address, CancellationToken.None))!;
        Assert.Equal(5, held.Bounces.Length);
        Assert.Equal(("Temporary", "5.2.2"), (held.Bounces[0].Kind, held.Bounces[0].Status));
        Assert.Equal(kit.Clock.GetUtcNow() + BounceRules.Suspension, held.Suspension!.ProbeFrom);
    }

    [Fact]
    public async Task Erased_person_leaves_no_bounce_behind()
    {
        await SuspendAsync();
        await kit.Get<ErasureStore>().EraseAsync(Address, CancellationToken.None);
        Assert.Equal(0, await kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM bounces"));
        Assert.Equal(0, await SuspensionsAsync());
    }

    protected abstract Task<TestDatabase> OpenAsync();

    private async Task SuspendAsync()
    {
        for (var day = 1; day <= 5; day++) await FailADayAsync(advance: day > 1);
        Assert.Equal(1, await SuspensionsAsync());
    }

    private async Task<BounceEffect> FailADayAsync(bool advance = true)
    {
        if (advance) kit.Clock.Advance(TimeSpan.FromDays(1));
        return await FailAsync((await kit.SendEditionAsync())[Address]);
    }

    private async Task<BounceEffect> FailAsync(string delivery) => (await Store.ReportAsync(delivery, FailureRules.Of("5.2.2"), CancellationToken.None)).Effect;

    private async Task NoteAsync(string delivery)
    {
        var failure = FailureRules.Of("5.1.1");
        await kit.Get<EditionBrake>().NoteAsync(failure, (await Store.ReportAsync(delivery, failure, CancellationToken.None)).EditionId, CancellationToken.None);
    }

    private async Task<List<string>> SendToManyAsync(int more)
    {
        for (var i = 0; i < more; i++) await kit.SubscribeAsync(string.Create(CultureInfo.InvariantCulture, $"r{i}@reader.example.com"));
        return [.. (await kit.SendEditionAsync()).Values];
    }

    private Task<string?> EditionAsync() => kit.Database.ScalarAsync<string>("SELECT state FROM editions");

    private async Task<string> EditionIdAsync() => (await kit.Database.ScalarAsync<string>("SELECT id FROM editions"))!;

    private Task<long> SuspensionsAsync() => kit.Database.ScalarAsync<long>("SELECT COUNT(*) FROM suspensions");

    private Task<string?> SuppressionAsync() => kit.Database.ScalarAsync<string>("SELECT reason FROM suppressions");
}
