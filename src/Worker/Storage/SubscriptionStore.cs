using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>Subscribers' wishes, one row for each newsletter.</summary>
/// <param name="database">The database.</param>
/// <param name="journal">Told of who leaves and who comes back; null for none.</param>
public sealed class SubscriptionStore(Database database, DepartureJournal? journal = null)
{
    /// <summary>The subscription, or null.</summary>
    public Task<Subscription?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QuerySingleOrDefaultAsync<SubscriptionRow>(
                $"SELECT {SubscriptionRow.Columns} FROM subscriptions WHERE id = @id", new { id }))?.ToSubscription(),
            cancellationToken);

    /// <summary>The subscription, locked for the transaction, or null.</summary>
    public async Task<Subscription?> LockAsync(DbTransaction transaction, string id) =>
        (await transaction.Connection!.QuerySingleOrDefaultAsync<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM subscriptions WHERE id = @id {database.Dialect.ForUpdate}", new { id }, transaction))?.ToSubscription();

    /// <summary>A subscriber's subscription to a newsletter, locked for the transaction, or null.</summary>
    public async Task<Subscription?> LockAsync(DbTransaction transaction, string subscriberId, string newsletter) =>
        (await transaction.Connection!.QuerySingleOrDefaultAsync<SubscriptionRow>(
            $"SELECT {SubscriptionRow.Columns} FROM subscriptions WHERE subscriber_id = @subscriberId AND newsletter = @newsletter {database.Dialect.ForUpdate}",
            new { subscriberId, newsletter }, transaction))?.ToSubscription();

    /// <summary>Subscriptions in the order of their addresses, read one by one.</summary>
    /// <param name="newsletter">Of this newsletter alone, or null.</param>
    /// <param name="state">In this state alone, or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<SubscriptionListing> ListAsync(
        string? newsletter, SubscriptionState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = connection.QueryUnbufferedAsync<SubscriptionListingRow>(
            """
            SELECT r.address, s.newsletter, s.state, s.schedule, r.language, s.consent_at, s.confirmed_at
            FROM subscriptions s JOIN subscribers r ON r.id = s.subscriber_id
            WHERE (CAST(@newsletter AS TEXT) IS NULL OR s.newsletter = @newsletter) AND (CAST(@state AS TEXT) IS NULL OR s.state = @state)
            ORDER BY r.address_key, s.newsletter
            """,
            new { newsletter, state = state?.ToString() });
        await foreach (var row in rows.WithCancellation(cancellationToken)) yield return row.ToListing();
    }

    /// <summary>Adds a subscription that waits for its confirmation and returns its id.</summary>
    public async Task<string> AddPendingAsync(DbTransaction transaction, string subscriberId, SubscriptionWish wish, DateTimeOffset now)
    {
        var id = RandomId.New();
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, tags, time_zone, consent_text, consent_at)
            VALUES (@id, @subscriberId, @Newsletter, 'Pending', @Schedule, @tags, @TimeZone, @ConsentText, @now)
            """,
            new { id, subscriberId, wish.Newsletter, wish.Schedule, tags = Tags(wish), wish.TimeZone, wish.ConsentText, now = now.ToUnixTimeMilliseconds() },
            transaction);
        return id;
    }

    /// <summary>Makes a pending or ended subscription wait for a new confirmation, with what the new sign-up asks for.</summary>
    public Task RenewPendingAsync(DbTransaction transaction, string id, SubscriptionWish wish, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            """
            UPDATE subscriptions SET state = 'Pending', schedule = @Schedule, tags = @tags, time_zone = @TimeZone,
                consent_text = @ConsentText, consent_at = @now, confirmed_at = NULL, paused_until = NULL
            WHERE id = @id AND state IN ('Pending', 'Unsubscribed')
            """,
            new { id, wish.Schedule, tags = Tags(wish), wish.TimeZone, wish.ConsentText, now = now.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Confirms a pending subscription; its watermark starts at the newsletter's newest arrival.</summary>
    /// <returns>Whether it was pending.</returns>
    public async Task<bool> ConfirmAsync(DbTransaction transaction, string id, DateTimeOffset now)
    {
        var confirmed = await transaction.Connection!.ExecuteAsync(
            """
            UPDATE subscriptions SET state = 'Confirmed', confirmed_at = @now, unsubscribed_at = NULL,
                announced_through = COALESCE((SELECT c.value FROM counters c WHERE c.name = 'arrivals/' || subscriptions.newsletter), 0)
            WHERE id = @id AND state = 'Pending'
            """,
            new { id, now = now.ToUnixTimeMilliseconds() }, transaction) > 0;
        if (confirmed && journal is not null) await journal.AppendAsync(transaction, DepartureKind.Returned, id);
        return confirmed;
    }

    /// <summary>Ends a subscription; one that has ended keeps its time.</summary>
    public async Task UnsubscribeAsync(DbTransaction transaction, string id, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (journal is not null) await journal.AppendAsync(transaction, DepartureKind.Left, id);
        await transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET state = 'Unsubscribed', unsubscribed_at = @now WHERE id = @id AND state <> 'Unsubscribed'",
            new { id, now = now.ToUnixTimeMilliseconds() }, transaction);
    }

    /// <summary>Takes an unsubscription back: confirmed or paused as before, the watermark where it was.</summary>
    public async Task ResubscribeAsync(DbTransaction transaction, string id)
    {
        var back = await transaction.Connection!.ExecuteAsync(
            """
            UPDATE subscriptions SET state = CASE WHEN paused_until IS NULL THEN 'Confirmed' ELSE 'Paused' END, unsubscribed_at = NULL
            WHERE id = @id AND state = 'Unsubscribed' AND confirmed_at IS NOT NULL
            """,
            new { id }, transaction) > 0;
        if (back && journal is not null) await journal.AppendAsync(transaction, DepartureKind.Returned, id);
    }

    /// <summary>Ends sign-ups asked for before <paramref name="before"/> that nobody confirmed; returns how many.</summary>
    /// <remarks>A reader who had left before goes back to that: forgetting it would let an import revive the address.</remarks>
    public async Task<int> EndUnconfirmedAsync(DbTransaction transaction, DateTimeOffset before)
    {
        var parameters = new { before = before.ToUnixTimeMilliseconds() };
        var returned = await transaction.Connection!.ExecuteAsync(
            "UPDATE subscriptions SET state = 'Unsubscribed' WHERE state = 'Pending' AND consent_at < @before AND unsubscribed_at IS NOT NULL",
            parameters, transaction);
        return returned + await transaction.Connection!.ExecuteAsync(
            "DELETE FROM subscriptions WHERE state = 'Pending' AND consent_at < @before", parameters, transaction);
    }

    private static string? Tags(SubscriptionWish wish) => wish.Tags is { } tags ? JsonSerializer.Serialize(tags) : null;
}
