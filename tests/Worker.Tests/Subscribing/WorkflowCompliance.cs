using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Subscribing;

public abstract class WorkflowCompliance : StoreCompliance
{
    private readonly ManualClock clock = new();
    private ServiceProvider? services;

    private ServiceProvider Services => services ??= new ServiceCollection()
        .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(clock).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
        .AddSingleton(Test.Database).BuildServiceProvider();

    private SignUpWorkflow SignUps => Services.GetRequiredService<SignUpWorkflow>();

    private SubscriptionWorkflow Links => Services.GetRequiredService<SubscriptionWorkflow>();

    [Fact]
    public async Task Reader_confirms_leaves_and_comes_back()
    {
        Assert.Equal(SignUpOutcome.ConfirmationQueued, await SubscribeAsync());
        Assert.Equal(SubscriptionState.Confirmed, (await ConfirmAsync()).Subscription!.State);
        Assert.Equal(SubscriptionState.Confirmed, (await ConfirmAsync()).Subscription!.State);
        Assert.Equal(SubscriptionState.Unsubscribed, (await UnsubscribeAsync()).Subscription!.State);
        Assert.Equal(SubscriptionState.Unsubscribed, (await UnsubscribeAsync()).Subscription!.State);
        Assert.Equal(SubscriptionState.Confirmed, (await ResubscribeAsync()).Subscription!.State);
    }

    [Fact]
    public async Task Second_confirmation_mail_waits_ten_minutes_after_the_first_was_sent()
    {
        await SubscribeAsync();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(SignUpOutcome.ConfirmationOnItsWay, await SubscribeAsync());

        await Test.ExecuteAsync("UPDATE deliveries SET state = 'Sent'");
        Assert.Equal(SignUpOutcome.ConfirmationQueued, await SubscribeAsync());
        await Test.ExecuteAsync("UPDATE deliveries SET state = 'Sent'");
        clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(SignUpOutcome.ConfirmationOnItsWay, await SubscribeAsync());
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(SignUpOutcome.ConfirmationQueued, await SubscribeAsync());
    }

    [Fact]
    public async Task Nobody_gets_more_than_six_confirmation_mails_a_day()
    {
        for (var attempt = 0; attempt < 12; attempt++)
        {
            await SubscribeAsync();
            await Test.ExecuteAsync("UPDATE deliveries SET state = 'Sent'");
            clock.Advance(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(SignUpWorkflow.ConfirmationsPerDay, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));
    }

    [Fact]
    public async Task Many_sign_ups_at_once_queue_one_mail()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SubscribeAsync()));

        Assert.Equal(1, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));
        Assert.Equal(1, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscriptions"));
    }

    [Fact]
    public async Task Sign_up_of_a_confirmed_address_changes_and_mails_nothing()
    {
        await SubscribeAsync();
        await ConfirmAsync();
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(SignUpOutcome.AlreadyConfirmed, await SubscribeAsync(schedule: "daily"));

        Assert.Equal("weekly", await Test.ScalarAsync<string>("SELECT schedule FROM subscriptions"));
        Assert.Equal(1, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries"));
    }

    [Fact]
    public async Task Pending_sign_up_takes_what_the_newest_asks_for()
    {
        await SubscribeAsync();

        await SubscribeAsync(schedule: "daily");

        Assert.Equal("daily", await Test.ScalarAsync<string>("SELECT schedule FROM subscriptions"));
    }

    [Fact]
    public async Task Suppressed_address_stays_out_and_leaves_no_trace()
    {
        var suppressions = Services.GetRequiredService<SuppressionStore>();
        await Test.Database.WriteAsync(
            transaction => suppressions.AddAsync(transaction, "reader@example.org", SuppressionReason.Complaint, clock.GetUtcNow()), CancellationToken.None);

        Assert.Equal(SignUpOutcome.Suppressed, await SubscribeAsync("READER@example.org"));
        Assert.Equal(SignUpOutcome.Suppressed, await AddConfirmedAsync());
        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM subscribers"));
    }

    [Fact]
    public async Task Operator_never_revives_a_reader_who_left()
    {
        Assert.Equal(SignUpOutcome.Confirmed, await AddConfirmedAsync());
        await UnsubscribeAsync();
        Assert.Equal(SignUpOutcome.Unsubscribed, await AddConfirmedAsync());
        await SubscribeAsync();
        Assert.Equal(SignUpOutcome.Unsubscribed, await AddConfirmedAsync());
        Assert.Equal("Pending", await StateAsync());
    }

    [Fact]
    public async Task Reader_who_left_comes_back_by_confirming_anew()
    {
        await AddConfirmedAsync();
        await UnsubscribeAsync();
        await SubscribeAsync();

        await ConfirmAsync();

        Assert.Equal("Confirmed", await StateAsync());
        Assert.Equal(SignUpOutcome.AlreadyConfirmed, await AddConfirmedAsync());
    }

    [Fact]
    public async Task Old_confirmation_link_does_not_revive_a_reader_who_left()
    {
        await SubscribeAsync();
        var token = await ConfirmationAsync();
        await Links.ConfirmAsync(token, CancellationToken.None);
        await UnsubscribeAsync();

        var replayed = await Links.ConfirmAsync(token, CancellationToken.None);

        Assert.Equal(SubscriptionState.Unsubscribed, replayed.Subscription!.State);
        Assert.Equal("Unsubscribed", await StateAsync());
    }

    [Fact]
    public async Task Undo_ends_after_an_hour()
    {
        await AddConfirmedAsync();
        var left = await UnsubscribeAsync();
        Assert.True(Links.CanResubscribe(left.Subscription!));
        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.False(Links.CanResubscribe(left.Subscription!));
        Assert.Equal(SubscriptionState.Unsubscribed, (await ResubscribeAsync()).Subscription!.State);
    }

    [Fact]
    public async Task Following_a_link_without_a_click_changes_nothing()
    {
        await SubscribeAsync();
        await Links.ReadConfirmationAsync(await ConfirmationAsync(), CancellationToken.None);
        Assert.Equal("Pending", await StateAsync());
        await ConfirmAsync();

        await Links.ReadUnsubscriptionAsync(await UnsubscriptionAsync(), CancellationToken.None);
        Assert.Equal("Confirmed", await StateAsync());
    }

    [Fact]
    public async Task Unconfirmed_sign_up_is_forgotten_after_seven_days()
    {
        await SubscribeAsync();
        var token = await ConfirmationAsync();
        var unsubscription = await UnsubscriptionAsync();
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await SignUps.PurgeUnconfirmedAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, await SignUps.PurgeUnconfirmedAsync(CancellationToken.None));

        foreach (var table in new[] { "subscribers", "subscriptions", "deliveries" }) Assert.Equal(0, await Test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}"));
        Assert.Equal(TokenStatus.Expired, (await Links.ConfirmAsync(token, CancellationToken.None)).Status);
        Assert.Equal(new TokenResult(TokenStatus.Valid, null), await Links.UnsubscribeAsync(unsubscription, CancellationToken.None));
    }

    [Fact]
    public async Task Sign_up_during_a_purge_is_not_lost()
    {
        for (var round = 0; round < 5; round++)
        {
            await SubscribeAsync();
            clock.Advance(TimeSpan.FromDays(8));
            var work = Enumerable.Range(0, 8).Select(number => number % 2 == 0 ? SignUps.PurgeUnconfirmedAsync(CancellationToken.None) : (Task)SubscribeAsync());

            await Task.WhenAll(work);

            Assert.Equal("Pending", await StateAsync());
        }
    }

    [Fact]
    public async Task Purge_keeps_readers_who_confirmed()
    {
        await AddConfirmedAsync();
        clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal(0, await SignUps.PurgeUnconfirmedAsync(CancellationToken.None));
        Assert.Equal("Confirmed", await StateAsync());
    }

    [Fact]
    public async Task Who_was_erased_comes_back_by_confirming_a_new_sign_up_and_not_before()
    {
        await SubscribeAsync();
        await ConfirmAsync();
        await Services.GetRequiredService<ErasureStore>().EraseAsync("reader@example.org", CancellationToken.None);

        Assert.Equal(SignUpOutcome.Suppressed, await AddConfirmedAsync());
        Assert.Equal(SignUpOutcome.ConfirmationQueued, await SubscribeAsync());
        Assert.Equal("Erasure", await Test.ScalarAsync<string>("SELECT reason FROM suppressions"));
        await ConfirmAsync();

        Assert.Equal("Confirmed", await StateAsync());
        Assert.Equal(0, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM suppressions"));
    }

    [Theory]
    [InlineData(SuppressionReason.Bounce)]
    [InlineData(SuppressionReason.Complaint)]
    [InlineData(SuppressionReason.Ops)]
    public async Task What_ops_alone_lift_no_sign_up_does(SuppressionReason reason)
    {
        await Test.Database.WriteAsync(transaction => Services.GetRequiredService<SuppressionStore>().AddAsync(transaction, "reader@example.org", reason, clock.GetUtcNow()), CancellationToken.None);

        Assert.Equal(SignUpOutcome.Suppressed, await SubscribeAsync());
    }

    private Task<SignUpOutcome> SubscribeAsync(string address = "reader@example.org", string schedule = "weekly") =>
        SignUps.SubscribeAsync(Request(address, schedule), CancellationToken.None);

    private Task<SignUpOutcome> AddConfirmedAsync() => SignUps.AddConfirmedAsync(Request("reader@example.org", "weekly"), CancellationToken.None);

    private static SignUpRequest Request(string address, string schedule) => new(
        AddressRules.Read(address).Address!, "en", new SubscriptionWish { Newsletter = "treatments", Schedule = schedule, ConsentText = "I agree." });

    private async Task<TokenResult> ConfirmAsync() => await Links.ConfirmAsync(await ConfirmationAsync(), CancellationToken.None);

    private async Task<TokenResult> UnsubscribeAsync() => await Links.UnsubscribeAsync(await UnsubscriptionAsync(), CancellationToken.None);

    private async Task<TokenResult> ResubscribeAsync() => await Links.ResubscribeAsync(await UnsubscriptionAsync(), CancellationToken.None);

    private async Task<string> ConfirmationAsync() => Services.GetRequiredService<ConfirmationTokens>().Create(await IdAsync());

    private async Task<string> UnsubscriptionAsync() => Services.GetRequiredService<UnsubscribeTokens>().Create(await IdAsync());

    private async Task<string> IdAsync() => (await Test.ScalarAsync<string>("SELECT id FROM subscriptions"))!;

    private Task<string?> StateAsync() => Test.ScalarAsync<string>("SELECT state FROM subscriptions");
}
