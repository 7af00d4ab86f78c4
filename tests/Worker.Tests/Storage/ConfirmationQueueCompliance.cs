using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class ConfirmationQueueCompliance : StoreCompliance
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Queued_mail_is_a_delivery_that_is_due_now()
    {
        await AddSubscriptionAsync("x");
        await QueueAsync("x");

        Assert.Equal(
            "Confirmation|x|Queued|" + Now.ToUnixTimeMilliseconds(),
            await Test.ScalarAsync<string>("SELECT kind || '|' || subscription_id || '|' || state || '|' || CAST(due_at AS TEXT) FROM deliveries"));
    }

    [Fact]
    public async Task Mail_is_recent_while_it_waits_and_for_some_time_after()
    {
        await AddSubscriptionAsync("x");
        await QueueAsync("x");
        Assert.True(await IsRecentAsync("x", after: Now.AddMinutes(5)));

        await Test.ExecuteAsync("UPDATE deliveries SET state = 'Sent'");
        Assert.False(await IsRecentAsync("x", after: Now.AddMinutes(5)));
        Assert.True(await IsRecentAsync("x", after: Now.AddMinutes(-5)));
    }

    [Fact]
    public async Task Mails_are_counted_over_all_of_a_subscribers_subscriptions()
    {
        await AddSubscriptionAsync("x", "first");
        await AddSubscriptionAsync("y", "second");
        await QueueAsync("x");
        await QueueAsync("y");

        Assert.Equal(2, await Test.Database.WriteAsync(
            transaction => ConfirmationQueue.CountOfSubscriberAsync(transaction, "s1", Now.AddMinutes(-1)), CancellationToken.None));
        Assert.Equal(0, await Test.Database.WriteAsync(
            transaction => ConfirmationQueue.CountOfSubscriberAsync(transaction, "s1", Now), CancellationToken.None));
    }

    private async Task AddSubscriptionAsync(string id, string newsletter = "treatments")
    {
        var subscriber = new Subscriber("s1", "reader@example.org", null, TextOnly: false, Now);
        await Test.Database.WriteAsync(
            transaction => new SubscriberStore(Test.Database).FindOrAddAsync(transaction, "reader@example.org", subscriber), CancellationToken.None);
        await Test.ExecuteAsync(
            "INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, consent_text, consent_at) VALUES (@id, 's1', @newsletter, 'Pending', 'weekly', '', 0)",
            new { id, newsletter });
    }

    private Task<string> QueueAsync(string subscription) =>
        Test.Database.WriteAsync(transaction => ConfirmationQueue.AddAsync(transaction, subscription, Now), CancellationToken.None);

    private Task<bool> IsRecentAsync(string subscription, DateTimeOffset after) =>
        Test.Database.WriteAsync(transaction => ConfirmationQueue.IsRecentAsync(transaction, subscription, after), CancellationToken.None);
}
