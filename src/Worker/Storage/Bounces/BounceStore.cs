using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Storage.Bounces;

/// <summary>What came back, and what follows from it for its reader: each piece of news counts once, however often it is told.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="suppressions">Addresses that are never mailed.</param>
/// <param name="time">Stamps it.</param>
public sealed class BounceStore(Database database, SuppressionStore suppressions, TimeProvider time)
{
    private const string Complaint = nameof(SuppressionReason.Complaint);
    private const string Temporary = nameof(FailureKind.Temporary);

    /// <summary>Notes that a message which its server had taken did not arrive after all.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancellationToken">Gives up waiting for the database; nothing is changed then.</param>
    public Task<BounceNews> ReportAsync(string deliveryId, DeliveryFailure failure, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            ArgumentNullException.ThrowIfNull(failure);
            var news = await RecordAsync(transaction, deliveryId, failure);
            if (news.IsNew) await ReturnAsync(transaction, deliveryId, failure);
            return news;
        }, cancellationToken);

    /// <summary>Notes that a reader called a message spam: the address is never mailed again, until ops lift it.</summary>
    public Task<BounceNews> ComplainAsync(string deliveryId, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            if (await FindAsync(transaction, deliveryId) is not { } delivery) return BounceNews.Unknown;
            if (!await AddAsync(transaction, delivery, Complaint, "")) return new BounceNews(BounceEffect.Repeated, delivery.EditionId);
            await SuppressAsync(transaction, delivery, SuppressionReason.Complaint);
            return new BounceNews(BounceEffect.Suppressed, delivery.EditionId);
        }, cancellationToken);

    /// <summary>The delivery whose message had a Message-ID, or null.</summary>
    /// <param name="messageId">Without angle brackets; it begins with the delivery's identifier.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<string?> FindDeliveryAsync(string messageId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messageId);
        return database.ReadAsync(connection => connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT id FROM deliveries WHERE id = @Id AND message_id = @messageId", new { Id = messageId.Split('@')[0], messageId }), cancellationToken);
    }

    /// <summary>Forgets failures of addresses whose probe arrived, and what is older than is kept.</summary>
    /// <param name="before">The oldest that is kept, in UTC; what still counts is kept in any case.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            var now = time.GetUtcNow();
            var parameters = new { Settled = (now - BounceRules.ProbePatience).ToUnixTimeMilliseconds(), Before = Math.Min(before.ToUnixTimeMilliseconds(), (now - BounceRules.Window).ToUnixTimeMilliseconds()) };
            const string Arrived =
                "SELECT u.subscriber_id FROM suspensions u JOIN deliveries p ON p.id = u.probe_delivery WHERE p.state IN ('Sent', 'Unknown') AND p.finished_at < @Settled";
            await transaction.Connection!.ExecuteAsync($"DELETE FROM bounces WHERE kind = '{Temporary}' AND subscriber_id IN ({Arrived})", parameters, transaction);
            await transaction.Connection!.ExecuteAsync($"DELETE FROM suspensions WHERE subscriber_id IN ({Arrived})", parameters, transaction);
            await transaction.Connection!.ExecuteAsync("DELETE FROM bounces WHERE reported_at < @Before", parameters, transaction);
        }, cancellationToken);

    /// <summary>Notes a failure and what follows from it for the reader; the delivery's own state is the caller's.</summary>
    internal async Task<BounceNews> RecordAsync(DbTransaction transaction, string deliveryId, DeliveryFailure failure)
    {
        if (await FindAsync(transaction, deliveryId) is not { } delivery) return BounceNews.Unknown;
        var isNew = await AddAsync(transaction, delivery, failure.Kind.ToString(), failure.Status);
        var effect = isNew ? await FollowAsync(transaction, delivery, failure.Kind) : BounceEffect.Repeated;
        return new BounceNews(effect, delivery.EditionId);
    }

    private async Task<BounceEffect> FollowAsync(DbTransaction transaction, DeliveryRow delivery, FailureKind kind)
    {
        if (kind == FailureKind.Ours) return BounceEffect.Noted;
        if (kind == FailureKind.Unreachable || await IsProbeAsync(transaction, delivery))
        {
            await SuppressAsync(transaction, delivery, SuppressionReason.Bounce);
            return BounceEffect.Suppressed;
        }

        var now = time.GetUtcNow();
        var days = await transaction.Connection!.ExecuteScalarAsync<long>(
            $"SELECT COUNT(DISTINCT reported_at / 86400000) FROM bounces WHERE subscriber_id = @SubscriberId AND kind = '{Temporary}' AND reported_at > @From",
            new { delivery.SubscriberId, From = (now - BounceRules.Window).ToUnixTimeMilliseconds() }, transaction);
        if (days < BounceRules.MostDays) return BounceEffect.Noted;
        var suspended = await transaction.Connection!.ExecuteAsync(
            "INSERT INTO suspensions (subscriber_id, suspended_at, probe_at) VALUES (@SubscriberId, @Now, @ProbeAt) ON CONFLICT (subscriber_id) DO NOTHING",
            new { delivery.SubscriberId, Now = now.ToUnixTimeMilliseconds(), ProbeAt = (now + BounceRules.Suspension).ToUnixTimeMilliseconds() }, transaction);
        return suspended == 1 ? BounceEffect.Suspended : BounceEffect.Noted;
    }

    private static async Task<bool> IsProbeAsync(DbTransaction transaction, DeliveryRow delivery) =>
        await transaction.Connection!.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM suspensions WHERE probe_delivery = @Id", new { delivery.Id }, transaction) > 0;

    private async Task SuppressAsync(DbTransaction transaction, DeliveryRow delivery, SuppressionReason reason)
    {
        await suppressions.AddAsync(transaction, delivery.AddressKey, reason, time.GetUtcNow());
        await transaction.Connection!.ExecuteAsync("DELETE FROM suspensions WHERE subscriber_id = @SubscriberId", new { delivery.SubscriberId }, transaction);
    }

    /// <summary>Sent → bounced by a later report. Nobody has the message, so its posts are due again where anybody may get them.</summary>
    private static async Task ReturnAsync(DbTransaction transaction, string deliveryId, DeliveryFailure failure)
    {
        var parameters = new { deliveryId, Reply = failure.Status.Length > 0 ? "Reported as failed: " + failure.Status : "Reported as failed." };
        var returned = await transaction.Connection!.ExecuteAsync(
            "UPDATE deliveries SET state = 'Bounced', reply = @Reply WHERE id = @deliveryId AND state IN ('Sent', 'Unknown')", parameters, transaction);
        if (returned == 0) return;
        await transaction.Connection!.ExecuteAsync(
            """
            DELETE FROM receipts WHERE EXISTS (
                SELECT 1 FROM deliveries d WHERE d.id = @deliveryId AND d.subscription_id = receipts.subscription_id AND d.edition_id = receipts.edition_id)
            """, parameters, transaction);
    }

    private async Task<DeliveryRow?> FindAsync(DbTransaction transaction, string deliveryId) =>
        // The reader's row is locked, so that two reports at once cannot both be the fourth.
        await transaction.Connection!.QuerySingleOrDefaultAsync<DeliveryRow?>(
            $"""
            SELECT d.id, d.edition_id, p.id AS subscriber_id, p.address_key
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id JOIN subscribers p ON p.id = s.subscriber_id
            WHERE d.id = @deliveryId {(database.Dialect.Provider == StorageProvider.Postgres ? "FOR UPDATE OF p" : "")}
            """, new { deliveryId }, transaction);

    private async Task<bool> AddAsync(DbTransaction transaction, DeliveryRow delivery, string kind, string status) =>
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO bounces (delivery_id, kind, subscriber_id, edition_id, status, reported_at)
            VALUES (@Id, @kind, @SubscriberId, @EditionId, @status, @Now) ON CONFLICT (delivery_id, kind) DO NOTHING
            """,
            new { delivery.Id, kind, delivery.SubscriberId, delivery.EditionId, status, Now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction) == 1;

    private sealed class DeliveryRow
    {
        public string Id { get; init; } = "";

        public string? EditionId { get; init; }

        public string SubscriberId { get; init; } = "";

        public string AddressKey { get; init; } = "";
    }
}
