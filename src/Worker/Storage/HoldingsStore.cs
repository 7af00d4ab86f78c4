using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Bounces;

namespace Syndication.Worker.Storage;

/// <summary>Gathers everything that is held about one person, from every table that names them.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="suppressions">Knows why an address is never mailed.</param>
public sealed class HoldingsStore(Database database, SuppressionStore suppressions)
{
    /// <summary>What is held about an address, or null where nothing is but, perhaps, a suppression.</summary>
    /// <param name="addressKey">One person's spellings folded to one.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<HeldSubscriber?> ReadAsync(string addressKey, CancellationToken cancellationToken) =>
        database.WriteAsync<HeldSubscriber?>(async transaction =>
        {
            // A transaction, so that all of it is of one moment.
            var connection = transaction.Connection!;
            var row = await connection.QuerySingleOrDefaultAsync<SubscriberRow>(
                $"SELECT id, address, language, text_only, created_at FROM subscribers WHERE address_key = @addressKey {database.Dialect.ForUpdate}",
                new { addressKey }, transaction);
            if (row is null) return null;
            var person = row.ToSubscriber();
            var reason = await suppressions.FindAsync(transaction, addressKey);
            return new HeldSubscriber(person.Address, person.Language, person.TextOnly, person.CreatedAt, reason, [.. await ReadSubscriptionsAsync(transaction, person.Id)],
                [.. await HeldBounceReading.ReadBouncesAsync(transaction, person.Id)], await HeldBounceReading.ReadSuspensionAsync(transaction, person.Id));
        }, cancellationToken);

    private static async Task<IEnumerable<HeldSubscription>> ReadSubscriptionsAsync(DbTransaction transaction, string subscriberId)
    {
        var connection = transaction.Connection!;
        var rows = (await connection.QueryAsync<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns}, consent_text, consent_at FROM subscriptions WHERE subscriber_id = @subscriberId ORDER BY newsletter",
            new { subscriberId }, transaction)).AsList();
        var messages = (await connection.QueryAsync<MessageRow>(
            """
            SELECT d.subscription_id, d.kind, d.state, d.attempts, d.created_at, d.finished_at, d.message_id, d.reply
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE s.subscriber_id = @subscriberId ORDER BY d.created_at, d.id
            """, new { subscriberId }, transaction)).ToLookup(row => row.SubscriptionId, StringComparer.Ordinal);
        var receipts = (await connection.QueryAsync<ReceiptRow>(
            """
            SELECT r.subscription_id, e.occurrence, r.state, r.sent_at, v.posts
            FROM receipts r JOIN subscriptions s ON s.id = r.subscription_id JOIN editions e ON e.id = r.edition_id
            LEFT JOIN variants v ON v.edition_id = r.edition_id AND v.key = r.variant_key
            WHERE s.subscriber_id = @subscriberId ORDER BY r.sent_at, r.edition_id
            """, new { subscriberId }, transaction)).ToLookup(row => row.SubscriptionId, StringComparer.Ordinal);
        return rows.Select(row => new HeldSubscription(
            row.ToSubscription(), row.ConsentText, Time(row.ConsentAt), [.. messages[row.Id].Select(ToMessage)], [.. receipts[row.Id].Select(ToReceipt)]));
    }

    private static HeldMessage ToMessage(MessageRow row) => new(
        Enum.Parse<DeliveryKind>(row.Kind), Enum.Parse<DeliveryState>(row.State), row.Attempts, Time(row.CreatedAt),
        row.FinishedAt is { } finished ? Time(finished) : null, row.MessageId, row.Reply);

    private static HeldReceipt ToReceipt(ReceiptRow row) => new(
        row.Occurrence, Enum.Parse<DeliveryState>(row.State), Time(row.SentAt),
        row.Posts is null ? [] : [.. VariantStore.ReadPosts(row.Posts).Select(post => post.Id)]);

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class MessageRow
    {
        public string SubscriptionId { get; init; } = "";

        public string Kind { get; init; } = "";

        public string State { get; init; } = "";

        public long Attempts { get; init; }

        public long CreatedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? MessageId { get; init; }

        public string? Reply { get; init; }
    }

    private sealed class ReceiptRow
    {
        public string SubscriptionId { get; init; } = "";

        public string Occurrence { get; init; } = "";

        public string State { get; init; } = "";

        public long SentAt { get; init; }

        public string? Posts { get; init; }
    }
}
