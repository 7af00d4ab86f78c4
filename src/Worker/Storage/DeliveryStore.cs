using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Storage.Bounces;
using Syndication.Worker.Storage.Sending;

namespace Syndication.Worker.Storage;

/// <summary>The deliveries' way from queued to an end; each step is durable before the next one begins.</summary>
/// <param name="database">Where they are kept.</param>
/// <param name="group">Commits the steps of parallel connections together.</param>
/// <param name="suppressions">Addresses that are never mailed.</param>
/// <param name="bounces">Addresses that failed before.</param>
/// <param name="time">Stamps the steps.</param>
public sealed class DeliveryStore(Database database, GroupWriter group, SuppressionStore suppressions, BounceStore bounces, TimeProvider time)
{
    /// <summary>Leases deliveries that are due to a worker, confirmations first.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="digests">Whether it may send digests now.</param>
    /// <param name="most">Most deliveries.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(string worker, bool digests, int most, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(connection => ReadDueEditionsAsync(connection, digests), cancellationToken);
        if (due.Count == 0) return [];
        return await database.WriteAsync(async transaction =>
        {
            var ids = new List<string>();
            foreach (var state in new[] { nameof(DeliveryState.Queued), nameof(DeliveryState.Deferred) })
            {
                foreach (var edition in due.TakeWhile(_ => ids.Count < most)) ids.AddRange(await LeaseAsync(transaction, worker, state, edition, most - ids.Count));
            }

            return ids.Count == 0 ? [] : await ReadClaimedAsync(transaction, ids);
        }, cancellationToken);
    }

    /// <summary>Puts leased deliveries back until later times, rounded up to whole seconds.</summary>
    /// <param name="worker">The worker that leases them.</param>
    /// <param name="parked">The deliveries with their times, in UTC.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task ParkAsync(string worker, IReadOnlyList<(string Id, DateTimeOffset DueAt)> parked, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            foreach (var second in parked.GroupBy(item => (item.DueAt.ToUnixTimeMilliseconds() + 999) / 1000 * 1000))
            {
                await transaction.Connection!.ExecuteAsync(
                    $"UPDATE deliveries SET state = 'Queued', lease_owner = NULL, due_at = @DueAt WHERE id {database.Dialect.AnyOf("Ids")} AND state = 'Leased' AND lease_owner = @worker",
                    new { DueAt = second.Key, Ids = second.Select(item => item.Id).ToArray(), worker }, transaction);
            }
        }, cancellationToken);

    /// <summary>Queues again what a living worker holds without knowing it: a step failed, as when the database was away, and it cannot tell how far it had come.</summary>
    /// <param name="worker">The worker. What it was to begin counts as not begun: it sends nothing before that is committed.</param>
    /// <param name="known">The deliveries that it is at work on.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>How many there were.</returns>
    public Task<int> ReturnStraysAsync(string worker, IReadOnlyList<string> known, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            $"""
            UPDATE deliveries SET attempts = attempts - CASE WHEN state = 'Sending' THEN 1 ELSE 0 END, state = 'Queued', lease_owner = NULL
            WHERE lease_owner = @worker AND state IN ('Leased', 'Sending') AND NOT (id {database.Dialect.AnyOf("Known")})
            """, new { worker, Known = known.ToArray() }, transaction), cancellationToken);

    /// <summary>The last look: the delivery counts as being sent from here on, or ends unsent.</summary>
    public Task<LastLook> BeginAsync(ClaimedDelivery delivery, string worker, string messageId)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        var wanted = delivery.Kind switch
        {
            DeliveryKind.Digest => "('Confirmed')",
            DeliveryKind.Confirmation => "('Pending')",
            _ => "('Confirmed', 'Paused', 'Unsubscribed')",
        };
        // Who had everything erased and signs up anew is asked to confirm; that alone lifts an erasure.
        var ignored = delivery.Kind == DeliveryKind.Confirmation ? nameof(SuppressionReason.Erasure) : "";
        var hash = suppressions.Hash(delivery.AddressKey);
        return group.WriteAsync(async transaction =>
        {
            var parameters = new { delivery.Id, worker, delivery.LeaseEpoch, Now = Now() };
            const string Lease = "id = @Id AND state = 'Leased' AND lease_owner = @worker AND lease_epoch = @LeaseEpoch";
            var begun = await transaction.ExecuteKeptAsync(
                $"""
                UPDATE deliveries SET state = 'Sending', attempts = attempts + 1, message_id = @messageId
                WHERE {Lease} AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.id = @SubscriptionId AND s.state IN {wanted})
                  AND NOT EXISTS (SELECT 1 FROM suppressions x WHERE x.address_hash = @hash AND x.reason <> @ignored)
                  AND NOT EXISTS (SELECT 1 FROM editions e WHERE e.id = edition_id AND e.state IN ('Paused', 'Cancelled'))
                  {(delivery.Kind == DeliveryKind.Digest ? NotSuspended : "")}
                """, ("Id", delivery.Id), ("worker", worker), ("LeaseEpoch", delivery.LeaseEpoch), ("messageId", messageId), ("ignored", ignored),
                ("SubscriptionId", delivery.SubscriptionId), ("hash", hash), ("Now", parameters.Now));
            if (begun == 1 && delivery.IsProbe != 0) await MarkProbeAsync(transaction, delivery);
            if (begun == 1) return LastLook.Send;
            // An edition that was paused keeps its deliveries for ops to decide on; one that was cancelled gives them up.
            var kept = await transaction.Connection!.ExecuteAsync(
                $"""
                UPDATE deliveries SET state = 'Queued', lease_owner = NULL
                WHERE {Lease} AND EXISTS (SELECT 1 FROM editions e WHERE e.id = edition_id AND e.state = 'Paused')
                """, parameters, transaction);
            kept += await CancelAsync(transaction, delivery.Id, "'Leased'");
            if (kept == 1) return LastLook.Lost;
            var ended = await transaction.Connection!.ExecuteAsync(
                $"UPDATE deliveries SET state = 'Suppressed', lease_owner = NULL, finished_at = @Now WHERE {Lease}", parameters, transaction);
            return ended == 1 ? LastLook.Unwanted : LastLook.Lost;
        });
    }

    /// <summary>Commits an attempt's outcome and, where the reader has or may have the message, the receipt.</summary>
    public Task<bool> EndAsync(ClaimedDelivery delivery, DeliveryEnd end)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(end);
        return group.WriteAsync(async transaction =>
        {
            var isOpen = end.State is DeliveryState.Queued or DeliveryState.Deferred;
            // "Sent" is true even when the lease was taken back meanwhile; any other news of an old lease is not.
            var from = end.State switch
            {
                DeliveryState.Sent => "('Sending', 'Unknown', 'Deferred', 'Queued', 'Leased')",
                DeliveryState.Cancelled => "('Sending', 'Leased')",
                _ => "('Sending')",
            };
            var changed = await transaction.ExecuteKeptAsync(
                $"""
                UPDATE deliveries SET state = @State, reply = @Reply, lease_owner = NULL, due_at = COALESCE(@DueAt, due_at),
                    finished_at = @FinishedAt, unknowns = unknowns + @Unknown, attempts = attempts - @Uncounted
                WHERE id = @Id AND lease_epoch = @LeaseEpoch AND state IN {from}
                """,
                ("State", end.State.ToString()), ("Reply", end.Reply), ("DueAt", end.DueAt?.ToUnixTimeMilliseconds()), ("FinishedAt", isOpen ? null : Now()),
                ("Unknown", end.MayHaveArrived ? 1L : 0L), ("Uncounted", end.IsAttempt ? 0L : 1L), ("Id", delivery.Id), ("LeaseEpoch", delivery.LeaseEpoch)) == 1;
            if (changed && end.State == DeliveryState.Sent) await WriteReceiptAsync(transaction, delivery, DeliveryState.Sent);
            if (changed && end.MayHaveArrived) await WriteReceiptAsync(transaction, delivery, DeliveryState.Unknown);
            if (changed && isOpen) await CancelAsync(transaction, delivery.Id, "'Queued', 'Deferred'");
            if (changed && end.Failure is { } failure) await bounces.RecordAsync(transaction, delivery.Id, failure);
            return changed;
        });
    }

    /// <summary>Puts a leased delivery back untried.</summary>
    /// <param name="delivery">The delivery; one that was begun stays as it is.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="dueAt">Not before, in UTC; null for at once.</param>
    public Task GiveBackAsync(ClaimedDelivery delivery, string reason, DateTimeOffset? dueAt)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return group.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            """
            UPDATE deliveries SET state = 'Queued', lease_owner = NULL, reply = @reason, due_at = COALESCE(@DueAt, due_at)
            WHERE id = @Id AND state = 'Leased' AND lease_epoch = @LeaseEpoch
            """, new { delivery.Id, delivery.LeaseEpoch, reason, DueAt = dueAt?.ToUnixTimeMilliseconds() }, transaction));
    }

    /// <summary>Points a delivery to another variant of its edition, since a post changed after it was planned.</summary>
    public Task ChangeVariantAsync(string id, string variantKey, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE deliveries SET variant_key = @variantKey WHERE id = @id AND state = 'Leased'", new { id, variantKey }, transaction), cancellationToken);

    /// <summary>The editions that have something due, oldest first; null stands for what has no edition, and comes before them.</summary>
    private async Task<IReadOnlyList<string?>> ReadDueEditionsAsync(DbConnection connection, bool digests)
    {
        var now = new { Now = Now() };
        var editions = new List<string?>();
        if (await connection.ExecuteScalarAsync<long>($"SELECT CASE WHEN EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id IS NULL AND {IsDue}) THEN 1 ELSE 0 END", now) == 1) editions.Add(null);
        if (digests)
        {
            editions.AddRange(await connection.QueryAsync<string>(
                $"SELECT e.id FROM editions e WHERE {IsOpen} AND EXISTS (SELECT 1 FROM deliveries d WHERE d.edition_id = e.id AND {IsDue}) ORDER BY e.created_at, e.id", now));
        }

        return editions;
    }

    private async Task<List<string>> LeaseAsync(DbTransaction transaction, string worker, string state, string? edition, int most)
    {
        var which = edition is null ? "d.edition_id IS NULL" : $"d.edition_id = @edition AND EXISTS (SELECT 1 FROM editions e WHERE e.id = @edition AND {IsOpen})";
        return (await transaction.Connection!.QueryAsync<string>(
            $"""
            UPDATE deliveries SET state = 'Leased', lease_owner = @worker, lease_epoch = lease_epoch + 1
            WHERE id IN (
                SELECT d.id FROM deliveries d WHERE {which} AND d.finished_at IS NULL AND d.state = @state AND d.due_at <= @Now
                ORDER BY d.due_at LIMIT @most {database.Dialect.ForUpdateSkipLocked})
            RETURNING id
            """, new { worker, state, edition, Now = Now(), most }, transaction)).AsList();
    }

    /// <summary>Ends what came back to an edition that was cancelled meanwhile; what may have arrived stays in doubt.</summary>
    private Task<int> CancelAsync(DbTransaction transaction, string id, string states) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            UPDATE deliveries SET state = CASE WHEN unknowns > 0 THEN 'Unknown' ELSE 'Cancelled' END, lease_owner = NULL, finished_at = @Now
            WHERE id = @id AND state IN ({states}) AND EXISTS (SELECT 1 FROM editions e WHERE e.id = edition_id AND e.state = 'Cancelled')
            """, new { id, Now = Now() }, transaction);

    private async Task<IReadOnlyList<ClaimedDelivery>> ReadClaimedAsync(DbTransaction transaction, List<string> ids) =>
        (await transaction.Connection!.QueryAsync<ClaimedDelivery>(
            $"""
            SELECT d.id, d.kind, d.edition_id, d.variant_key, d.subscription_id, s.newsletter, p.address, p.address_key, p.language,
                   d.attempts, d.unknowns, d.lease_epoch, d.created_at,
                   (SELECT COUNT(*) FROM suspensions u WHERE u.subscriber_id = p.id) AS is_probe
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id JOIN subscribers p ON p.id = s.subscriber_id
            WHERE d.id {database.Dialect.AnyOf("Ids")} ORDER BY d.kind, d.edition_id, d.variant_key
            """, new { Ids = ids.ToArray() }, transaction)).AsList();

    /// <summary>The first digest after a suspension is the probe; another one takes its place only if it was never handed over, or refused for a reason of ours.</summary>
    private const string NotSuspended =
        """
        AND NOT EXISTS (SELECT 1 FROM suspensions u JOIN subscriptions s ON s.subscriber_id = u.subscriber_id WHERE s.id = @SubscriptionId
          AND (u.probe_at > @Now OR (u.probe_delivery <> @Id AND EXISTS (SELECT 1 FROM deliveries p WHERE p.id = u.probe_delivery AND p.state NOT IN ('Cancelled', 'Suppressed', 'Bounced')))))
        """;

    private static Task<int> MarkProbeAsync(DbTransaction transaction, ClaimedDelivery delivery) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE suspensions SET probe_delivery = @Id WHERE subscriber_id = (SELECT subscriber_id FROM subscriptions WHERE id = @SubscriptionId)",
            new { delivery.Id, delivery.SubscriptionId }, transaction);

    private Task<int> WriteReceiptAsync(DbTransaction transaction, ClaimedDelivery delivery, DeliveryState state) =>
        delivery.EditionId is null ? Task.FromResult(0) : transaction.ExecuteKeptAsync(
            """
            INSERT INTO receipts (subscription_id, edition_id, variant_key, state, sent_at) VALUES (@SubscriptionId, @EditionId, @VariantKey, @State, @Now)
            ON CONFLICT (subscription_id, edition_id) DO UPDATE SET variant_key = excluded.variant_key, state = excluded.state, sent_at = excluded.sent_at
            """,
            ("SubscriptionId", delivery.SubscriptionId), ("EditionId", delivery.EditionId), ("VariantKey", delivery.VariantKey), ("State", state.ToString()), ("Now", Now()));

    private const string IsDue = "d.finished_at IS NULL AND d.state IN ('Queued', 'Deferred') AND d.due_at <= @Now";

    // What an older database has waiting may have gone out, and by a wrong clock nothing is due.
    private const string IsOpen =
        """
        e.finished_at IS NULL AND e.state IN ('Planning', 'Sending')
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.kind = 'Clock' OR (h.kind = 'OlderDatabase' AND h.scope = 'newsletter/' || e.newsletter))
        """;

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
