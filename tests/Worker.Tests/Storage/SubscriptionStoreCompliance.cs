using System.Collections.Immutable;
using System.Data.Common;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class SubscriptionStoreCompliance : StoreCompliance
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly SubscriptionWish Weekly = new() { Newsletter = "treatments", Schedule = "weekly", ConsentText = "I agree." };

    private SubscriptionStore Store => new(Test.Database);

    [Fact]
    public async Task Sign_up_is_kept_with_what_it_asks_for_and_agreed_to()
    {
        var id = await AddAsync(Weekly with { Tags = ["heart", "skin"], TimeZone = "Europe/Istanbul" });

        var found = await FindAsync(id);
        Assert.Equal((SubscriptionState.Pending, "weekly", "Europe/Istanbul"), (found.State, found.Schedule, found.TimeZone));
        Assert.Equal<ImmutableArray<string>?>(["heart", "skin"], found.Tags!.Value);
        Assert.Null(found.ConfirmedAt);
        Assert.Equal("I agree.", await Test.ScalarAsync<string>("SELECT consent_text FROM subscriptions"));
        Assert.Equal(Now.ToUnixTimeMilliseconds(), await Test.ScalarAsync<long>("SELECT consent_at FROM subscriptions"));
    }

    [Fact]
    public async Task Watermark_starts_at_the_newest_arrival_of_its_newsletter()
    {
        await Test.ExecuteAsync("INSERT INTO counters (name, value) VALUES ('arrivals/treatments', 41), ('arrivals/other', 99)");
        var id = await AddAsync(Weekly);

        Assert.True(await WriteAsync(transaction => Store.ConfirmAsync(transaction, id, Now)));

        var confirmed = await FindAsync(id);
        Assert.Equal((SubscriptionState.Confirmed, 41L, Now), (confirmed.State, confirmed.AnnouncedThrough, confirmed.ConfirmedAt));
    }

    [Fact]
    public async Task Confirming_again_changes_nothing()
    {
        var id = await AddAsync(Weekly);
        await WriteAsync(transaction => Store.ConfirmAsync(transaction, id, Now));
        await Test.ExecuteAsync("INSERT INTO counters (name, value) VALUES ('arrivals/treatments', 5)");
        var before = await FindAsync(id);

        Assert.False(await WriteAsync(transaction => Store.ConfirmAsync(transaction, id, Now.AddHours(1))));

        Assert.Equal(before, await FindAsync(id));
    }

    [Fact]
    public async Task Two_confirmations_at_once_count_once()
    {
        var id = await AddAsync(Weekly);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WriteAsync(transaction => Store.ConfirmAsync(transaction, id, Now))));

        Assert.Single(answers, confirmed => confirmed);
    }

    [Fact]
    public async Task Leaving_again_keeps_the_first_time()
    {
        var id = await ConfirmedAsync();
        await UnsubscribeAsync(id, Now);
        await UnsubscribeAsync(id, Now.AddDays(3));

        var ended = await FindAsync(id);
        Assert.Equal((SubscriptionState.Unsubscribed, Now), (ended.State, ended.UnsubscribedAt));
    }

    [Fact]
    public async Task Coming_back_keeps_the_watermark_and_a_pause()
    {
        var id = await ConfirmedAsync();
        await Test.ExecuteAsync("UPDATE subscriptions SET announced_through = 7, state = 'Paused', paused_until = 123");
        await UnsubscribeAsync(id, Now);
        await Test.Database.WriteAsync(transaction => Store.ResubscribeAsync(transaction, id), CancellationToken.None);

        var back = await FindAsync(id);
        Assert.Equal((SubscriptionState.Paused, 7L, null), (back.State, back.AnnouncedThrough, back.UnsubscribedAt));
    }

    [Fact]
    public async Task Never_confirmed_subscription_cannot_come_back_without_confirming()
    {
        var id = await AddAsync(Weekly);
        await UnsubscribeAsync(id, Now);

        await Test.Database.WriteAsync(transaction => Store.ResubscribeAsync(transaction, id), CancellationToken.None);

        Assert.Equal(SubscriptionState.Unsubscribed, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task New_sign_up_never_touches_a_confirmed_subscription()
    {
        var id = await ConfirmedAsync();

        await Test.Database.WriteAsync(transaction => Store.RenewPendingAsync(transaction, id, Weekly with { Schedule = "daily" }, Now), CancellationToken.None);

        Assert.Equal((SubscriptionState.Confirmed, "weekly"), ((await FindAsync(id)).State, (await FindAsync(id)).Schedule));
    }

    [Fact]
    public async Task Unconfirmed_sign_up_is_deleted_and_a_confirmed_one_stays()
    {
        var old = await AddAsync(Weekly);
        var confirmed = await ConfirmedAsync("confirmed");
        var fresh = await AddAsync(Weekly, "fresh", Now.AddDays(7));

        Assert.Equal(1, await WriteAsync(transaction => Store.EndUnconfirmedAsync(transaction, Now.AddDays(1))));

        Assert.Null(await Store.FindAsync(old, CancellationToken.None));
        Assert.NotNull(await Store.FindAsync(confirmed, CancellationToken.None));
        Assert.NotNull(await Store.FindAsync(fresh, CancellationToken.None));
    }

    [Fact]
    public async Task Reader_who_had_left_is_remembered_when_a_new_sign_up_expires()
    {
        var id = await ConfirmedAsync();
        await UnsubscribeAsync(id, Now);
        await Test.Database.WriteAsync(transaction => Store.RenewPendingAsync(transaction, id, Weekly, Now), CancellationToken.None);

        await WriteAsync(transaction => Store.EndUnconfirmedAsync(transaction, Now.AddDays(1)));

        Assert.Equal(SubscriptionState.Unsubscribed, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task List_shows_what_is_asked_for()
    {
        await AddAsync(Weekly, "b");
        await ConfirmedAsync("a");

        Assert.Equal(["a@example.org", "b@example.org"], await ListAsync(null, null));
        Assert.Equal(["b@example.org"], await ListAsync("treatments", SubscriptionState.Pending));
        Assert.Empty(await ListAsync("other", null));
    }

    private async Task<string> AddAsync(SubscriptionWish wish, string subscriber = "s1", DateTimeOffset? at = null)
    {
        var subscribers = new SubscriberStore(Test.Database);
        return await WriteAsync(async transaction =>
        {
            var address = subscriber + "@example.org";
            var found = await subscribers.FindOrAddAsync(transaction, address, new Subscriber(subscriber, address, null, TextOnly: false, Now));
            return await Store.AddPendingAsync(transaction, found.Id, wish, at ?? Now);
        });
    }

    private async Task<string> ConfirmedAsync(string subscriber = "s1")
    {
        var id = await AddAsync(Weekly, subscriber);
        await WriteAsync(transaction => Store.ConfirmAsync(transaction, id, Now));
        return id;
    }

    private async Task<IReadOnlyList<string>> ListAsync(string? newsletter, SubscriptionState? state)
    {
        var addresses = new List<string>();
        await foreach (var one in Store.ListAsync(newsletter, state, CancellationToken.None)) addresses.Add(one.Address);
        return addresses;
    }

    private Task UnsubscribeAsync(string id, DateTimeOffset at) =>
        Test.Database.WriteAsync(transaction => Store.UnsubscribeAsync(transaction, id, at), CancellationToken.None);

    private async Task<Subscription> FindAsync(string id) => (await Store.FindAsync(id, CancellationToken.None))!;

    private Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> write) => Test.Database.WriteAsync(write, CancellationToken.None);
}
