using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Tests.Support;
using Syndication.Tests.Worker.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Subscribing;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Subscribing;

public abstract class PreferencesCompliance : StoreCompliance
{
    private readonly ManualClock clock = new();
    private ServiceProvider? services;

    private ServiceProvider Services => services ??= new ServiceCollection()
        .AddLogging().AddSubscribing().AddSingleton<TimeProvider>(clock).AddSingleton(new PrivacyOptions()).AddSingleton(new ServiceOptions())
        .AddSingleton(Test.Database).BuildServiceProvider();

    [Fact]
    public async Task What_a_reader_chooses_is_kept()
    {
        var token = await ReaderAsync();

        await ApplyAsync(token, new PreferenceChange.Choose("one", "daily", ["heart", "skin"]));
        var reader = await ApplyAsync(token, new PreferenceChange.Describe("tr", "Asia/Tokyo", TextOnly: true));

        var subscription = reader.Find("one")!;
        Assert.Equal(("daily", "heart skin", "Asia/Tokyo"), (subscription.Schedule, string.Join(' ', subscription.Tags!.Value), subscription.TimeZone));
        Assert.Equal(("tr", true), (reader.Subscriber.Language, reader.Subscriber.TextOnly));
    }

    [Fact]
    public async Task A_pause_lasts_thirty_days_and_keeps_the_watermark()
    {
        var token = await ReaderAsync();
        await Test.ExecuteAsync("UPDATE subscriptions SET announced_through = 5");

        var paused = (await ApplyAsync(token, new PreferenceChange.Pause("one"))).Find("one")!;
        Assert.Equal((SubscriptionState.Paused, clock.GetUtcNow().AddDays(30)), (paused.State, paused.PausedUntil!.Value));

        var resumed = (await ApplyAsync(token, new PreferenceChange.Resume("one"))).Find("one")!;
        Assert.Equal((SubscriptionState.Confirmed, 5L), (resumed.State, resumed.AnnouncedThrough));
    }

    [Fact]
    public async Task Joining_leaving_all_and_taking_it_back_within_the_hour()
    {
        var token = await ReaderAsync();
        var joined = await ApplyAsync(token, new PreferenceChange.Join(new SubscriptionWish { Newsletter = "two", Schedule = "monthly", ConsentText = "Yes." }));
        Assert.Equal(SubscriptionState.Confirmed, joined.Find("two")!.State);

        Assert.All((await ApplyAsync(token, new PreferenceChange.Leave(null))).Subscriptions, each => Assert.Equal(SubscriptionState.Unsubscribed, each.State));
        Assert.All((await ApplyAsync(token, new PreferenceChange.Return(null))).Subscriptions, each => Assert.Equal(SubscriptionState.Confirmed, each.State));

        await ApplyAsync(token, new PreferenceChange.Leave("two"));
        clock.Advance(SubscriptionWorkflow.UndoPeriod + TimeSpan.FromMinutes(1));
        Assert.Equal(SubscriptionState.Unsubscribed, (await ApplyAsync(token, new PreferenceChange.Return(null))).Find("two")!.State);
        var asked = await ApplyAsync(token, new PreferenceChange.Join(new SubscriptionWish { Newsletter = "two", Schedule = "monthly", ConsentText = "Yes." }));
        Assert.Equal(SubscriptionState.Pending, asked.Find("two")!.State);
    }

    [Fact]
    public async Task Changes_at_once_are_made_one_after_the_other()
    {
        var token = await ReaderAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => number % 2 == 0
            ? ApplyAsync(token, new PreferenceChange.Choose("one", "daily", null))
            : ApplyAsync(token, new PreferenceChange.Pause("one"))));

        Assert.Equal("Paused|daily", await Test.ScalarAsync<string>("SELECT state || '|' || schedule FROM subscriptions"));
    }

    [Fact]
    public async Task Data_goes_to_a_link_that_was_asked_for_and_erasure_to_any()
    {
        var digest = await ReaderAsync();
        var requested = Services.GetRequiredService<PreferenceTokens>().Create((await Test.ScalarAsync<string>("SELECT id FROM subscriptions"))!, isRequested: true);
        var personal = Services.GetRequiredService<PersonalDataWorkflow>();

        Assert.Null(await personal.ExportAsync(digest, CancellationToken.None));
        Assert.Contains("reader@example.org", Encoding.UTF8.GetString((await personal.ExportAsync(requested, CancellationToken.None))!), StringComparison.Ordinal);
        await personal.RequestLinkAsync(AddressRules.Read("reader@example.org").Address!, CancellationToken.None);
        await personal.RequestLinkAsync(AddressRules.Read("nobody@example.org").Address!, CancellationToken.None);
        Assert.Equal("Access", await Test.ScalarAsync<string>("SELECT kind FROM deliveries WHERE state = 'Queued'"));

        Assert.Equal(TokenStatus.Valid, await personal.EraseAsync(digest, CancellationToken.None));
        Assert.Equal("0|0|Erasure", await Test.ScalarAsync<string>("SELECT (SELECT COUNT(*) FROM subscribers) || '|' || (SELECT COUNT(*) FROM deliveries) || '|' || (SELECT reason FROM suppressions)"));
    }

    [Fact]
    public async Task Export_and_counts_hold_every_reader()
    {
        await ReaderAsync();

        var rows = new List<ExportedSubscription>();
        await foreach (var row in Services.GetRequiredService<ExportStore>().ReadAsync(null, CancellationToken.None)) rows.Add(row);

        Assert.Equal("reader@example.org", Assert.Single(rows).Address);
    }

    /// <summary>A confirmed reader's token, as a digest carries it.</summary>
    private async Task<string> ReaderAsync()
    {
        await Services.GetRequiredService<SignUpWorkflow>().SubscribeAsync(
            new SignUpRequest(AddressRules.Read("reader@example.org").Address!, null, new SubscriptionWish { Newsletter = "one", Schedule = "weekly", ConsentText = "Yes." }), CancellationToken.None);
        var id = (await Test.ScalarAsync<string>("SELECT id FROM subscriptions"))!;
        await Services.GetRequiredService<SubscriptionWorkflow>().ConfirmAsync(Services.GetRequiredService<ConfirmationTokens>().Create(id), CancellationToken.None);
        await Test.ExecuteAsync("DELETE FROM deliveries");
        return Services.GetRequiredService<PreferenceTokens>().Create(id, isRequested: false);
    }

    private async Task<Reader> ApplyAsync(string token, PreferenceChange change) =>
        (await Services.GetRequiredService<PreferencesWorkflow>().ApplyAsync(token, change, CancellationToken.None)).Reader!;
}
