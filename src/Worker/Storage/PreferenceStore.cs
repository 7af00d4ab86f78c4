using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>What readers set themselves: schedules, tags, language, zone, pauses; and the mails that lead them there.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class PreferenceStore(Database database)
{
    /// <summary>The reader of a subscription with all subscriptions, locked for the transaction, or null.</summary>
    public async Task<Reader?> LockReaderAsync(DbTransaction transaction, string subscriptionId)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        var connection = transaction.Connection!;
        // Subscribers first, then subscriptions, as a sign-up locks them.
        var row = await connection.QuerySingleOrDefaultAsync<SubscriberRow>(
            $"""
            SELECT id, address, address_key, language, text_only, created_at FROM subscribers
            WHERE id = (SELECT s.subscriber_id FROM subscriptions s WHERE s.id = @subscriptionId) {database.Dialect.ForUpdate}
            """, new { subscriptionId }, transaction);
        if (row is null) return null;
        var subscriptions = await connection.QueryAsync<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM subscriptions WHERE subscriber_id = @Id ORDER BY newsletter {database.Dialect.ForUpdate}", new { row.Id }, transaction);
        return new Reader(row.ToSubscriber(), row.AddressKey, [.. subscriptions.Select(one => one.ToSubscription())]);
    }

    /// <summary>Changes when and of what a reader hears; the watermark stays, so that nothing repeats or drops.</summary>
    public Task ChooseAsync(DbTransaction transaction, string id, string schedule, ImmutableArray<string>? tags) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET schedule = @schedule, tags = @tags WHERE id = @id",
            new { id, schedule, tags = tags is { } chosen ? JsonSerializer.Serialize(chosen) : null }, transaction);

    /// <summary>Changes what holds for all of a reader's newsletters.</summary>
    public async Task DescribeAsync(DbTransaction transaction, string subscriberId, string? language, string? timeZone, bool textOnly)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE subscribers SET language = @language, text_only = @textOnly WHERE id = @subscriberId",
            new { subscriberId, language, textOnly = textOnly ? 1L : 0L }, transaction);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET time_zone = @timeZone WHERE subscriber_id = @subscriberId", new { subscriberId, timeZone }, transaction);
    }

    /// <summary>Pauses a confirmed subscription, or sets a pause anew; the watermark stays.</summary>
    public Task PauseAsync(DbTransaction transaction, string id, DateTimeOffset until) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET state = 'Paused', paused_until = @until WHERE id = @id AND state IN ('Confirmed', 'Paused')",
            new { id, until = until.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Ends a pause before its time.</summary>
    public Task ResumeAsync(DbTransaction transaction, string id) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET state = 'Confirmed', paused_until = NULL WHERE id = @id AND state = 'Paused'", new { id }, transaction);

    /// <summary>Ends the pauses whose time has come, so that planning finds their readers among the others.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="newsletter">The newsletter.</param>
    /// <param name="schedule">Of this schedule alone, or null.</param>
    /// <param name="now">Pauses up to this instant end.</param>
    internal static Task ResumeDueAsync(DbTransaction transaction, string newsletter, string? schedule, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            UPDATE subscriptions SET state = 'Confirmed', paused_until = NULL
            WHERE newsletter = @newsletter {(schedule is null ? "" : "AND schedule = @schedule")} AND state = 'Paused' AND paused_until <= @now
            """, new { newsletter, schedule, now = now.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>The subscription that stands for a reader who once confirmed one, or null: one that gets mail before one that ended.</summary>
    public Task<string?> FindSubscriptionAsync(DbTransaction transaction, string addressKey) =>
        transaction.Connection!.ExecuteScalarAsync<string?>(
            """
            SELECT s.id FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id
            WHERE r.address_key = @addressKey AND s.state IN ('Confirmed', 'Paused', 'Unsubscribed') AND s.confirmed_at IS NOT NULL
            ORDER BY s.state, s.id LIMIT 1
            """, new { addressKey }, transaction);

    /// <summary>Queues a mail with a link to the preferences of a subscription's reader, unless one waits or there were many.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="subscriptionId">The subscription.</param>
    /// <param name="pause">The least time between two.</param>
    /// <param name="perDay">Most in 24 hours.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it was queued.</returns>
    public async Task<bool> QueueLinkAsync(DbTransaction transaction, string subscriptionId, TimeSpan pause, int perDay, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (await LockReaderAsync(transaction, subscriptionId) is not { } reader) return false;
        var (recent, today) = await transaction.Connection!.QuerySingleAsync<(long Recent, long Today)>(
            """
            SELECT COUNT(CASE WHEN d.created_at > @Recent OR d.state IN ('Queued', 'Leased', 'Sending', 'Deferred') THEN 1 END),
                   COUNT(CASE WHEN d.created_at > @Today THEN 1 END)
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription_id WHERE s.subscriber_id = @Id AND d.kind = 'Access'
            """,
            new { reader.Subscriber.Id, Recent = (now - pause).ToUnixTimeMilliseconds(), Today = now.AddDays(-1).ToUnixTimeMilliseconds() }, transaction);
        if (recent > 0 || today >= perDay) return false;
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO deliveries (id, kind, subscription_id, state, due_at, created_at) VALUES (@Delivery, 'Access', @subscriptionId, 'Queued', @Now, @Now)",
            new { Delivery = RandomId.New(), subscriptionId, Now = now.ToUnixTimeMilliseconds() }, transaction);
        return true;
    }
}
