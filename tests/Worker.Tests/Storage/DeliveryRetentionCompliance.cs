using Syndication.Worker.Storage;

namespace Syndication.Tests.Worker.Storage;

public abstract class DeliveryRetentionCompliance : StoreCompliance
{
    [Fact]
    public async Task Old_deliveries_go_and_receipts_and_what_is_still_owed_stay()
    {
        await Test.ExecuteAsync("INSERT INTO subscribers (id, address, address_key, created_at) VALUES ('r', 'a@example.org', 'a@example.org', 0)");
        await AddSubscriptionAsync("s1", "one", "Confirmed");
        await AddSubscriptionAsync("s2", "two", "Unsubscribed");
        await Test.ExecuteAsync("INSERT INTO editions (id, newsletter, schedule, occurrence, state, through, created_at) VALUES ('done', 'one', 'weekly', '1', 'Done', 1, 0), ('open', 'one', 'weekly', '2', 'Sending', 1, 0), ('third', 'one', 'weekly', '3', 'Done', 1, 0)");
        await AddAsync("sent", "done", "s1", "Sent", "1-2", 10);
        await AddAsync("young", "third", "s1", "Sent", "1-2", 1000);
        await AddAsync("running", "open", "s1", "Sent", "1-2", 10);
        await AddAsync("owed", "third", "s2", "Bounced", "1-2", 10);
        await Test.ExecuteAsync("UPDATE subscriptions SET state = 'Confirmed' WHERE id = 's2'");
        await AddAsync("confirmation", null, "s1", "Cancelled", "", 10);
        await AddAsync("waiting", null, "s1", "Queued", "", null);
        await Test.ExecuteAsync("INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at) VALUES ('s1', 'done', 'v', 'Sent', 10)");
        var store = new DeliveryRetentionStore(Test.Database);

        Assert.Equal(2, await store.PurgeAsync(DateTimeOffset.FromUnixTimeMilliseconds(500), CancellationToken.None));
        Assert.Equal("owed running waiting young", await IdsAsync());
        Assert.Equal(1, await Test.ScalarAsync<long>("SELECT COUNT(*) FROM receipts"));

        await Test.ExecuteAsync("UPDATE subscriptions SET state = 'Unsubscribed' WHERE id = 's2'");
        Assert.Equal(1, await store.PurgeAsync(DateTimeOffset.FromUnixTimeMilliseconds(500), CancellationToken.None));
    }

    private Task<int> AddSubscriptionAsync(string id, string newsletter, string state) => Test.ExecuteAsync(
        "INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, consent_text, consent_at) VALUES (@id, 'r', @newsletter, @state, 'weekly', '', 0)", new { id, newsletter, state });

    private Task<int> AddAsync(string id, string? edition, string subscription, string state, string ranges, long? finished) => Test.ExecuteAsync(
        """
        INSERT INTO deliveries (id, kind, edition_id, subscription_id, state, ranges, due_at, created_at, finished_at)
        VALUES (@id, CASE WHEN @edition IS NULL THEN 'Confirmation' ELSE 'Digest' END, @edition, @subscription, @state, @ranges, 0, 0, @finished)
        """.Replace("@edition IS NULL", edition is null ? "1 = 1" : "1 = 0", StringComparison.Ordinal), new { id, edition, subscription, state, ranges, finished });

    private async Task<string> IdsAsync()
    {
        var ids = new List<string>();
        foreach (var id in new[] { "confirmation", "owed", "running", "sent", "waiting", "young" })
        {
            if (await Test.ScalarAsync<long>("SELECT COUNT(*) FROM deliveries WHERE id = @id", new { id }) == 1) ids.Add(id);
        }

        return string.Join(' ', ids);
    }
}
