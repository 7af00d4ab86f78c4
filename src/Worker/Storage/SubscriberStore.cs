using System.Data.Common;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>People's addresses, one row a person.</summary>
/// <param name="database">The database.</param>
public sealed class SubscriberStore(Database database)
{
    private const string Columns = "id, address, language, text_only, created_at";

    /// <summary>The subscriber, or null.</summary>
    public Task<Subscriber?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async connection => (await connection.QuerySingleOrDefaultAsync<SubscriberRow>(
                $"SELECT {Columns} FROM subscribers WHERE id = @id", new { id }))?.ToSubscriber(),
            cancellationToken);

    /// <summary>The subscriber with that address key; added where there is none. The row is locked for the transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="addressKey">One person's spellings folded to one.</param>
    /// <param name="candidate">What is added; one that is known keeps its id and spelling.</param>
    public async Task<Subscriber> FindOrAddAsync(DbTransaction transaction, string addressKey, Subscriber candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        while (true)
        {
            // Two sign-ups of one person at once: the second waits here for the first and then finds its row.
            await AddMissingAsync(transaction, addressKey, candidate);
            var row = await transaction.Connection!.QuerySingleOrDefaultAsync<SubscriberRow>(
                $"SELECT {Columns} FROM subscribers WHERE address_key = @addressKey {database.Dialect.ForUpdate}", new { addressKey }, transaction);
            // Gone: a purge that deleted it has just been committed, and so the next round adds it.
            if (row is not null) return row.ToSubscriber();
        }
    }

    /// <summary>Changes the language, but never that of a reader who has confirmed something: anybody may sign an address up.</summary>
    public Task SetUnconfirmedLanguageAsync(DbTransaction transaction, string id, string? language) =>
        transaction.Connection!.ExecuteAsync(
            """
            UPDATE subscribers SET language = @language
            WHERE id = @id AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.subscriber_id = subscribers.id AND s.state IN ('Confirmed', 'Paused'))
            """,
            new { id, language }, transaction);

    /// <summary>Locks those with a sign-up from before <paramref name="before"/> that nobody confirmed, as a sign-up does: subscribers first, then subscriptions.</summary>
    public Task LockUnconfirmedAsync(DbTransaction transaction, DateTimeOffset before) =>
        transaction.Connection!.ExecuteAsync(
            $"""
            SELECT r.id FROM subscribers r
            WHERE EXISTS (SELECT 1 FROM subscriptions s WHERE s.subscriber_id = r.id AND s.state = 'Pending' AND s.consent_at < @before)
            ORDER BY r.id {database.Dialect.ForUpdate}
            """,
            new { before = before.ToUnixTimeMilliseconds() }, transaction);

    /// <summary>Deletes those who have no subscription left and were first seen before <paramref name="before"/>; returns how many.</summary>
    public Task<int> DeleteWithoutSubscriptionAsync(DbTransaction transaction, DateTimeOffset before) =>
        transaction.Connection!.ExecuteAsync(
            "DELETE FROM subscribers WHERE created_at < @before AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.subscriber_id = subscribers.id)",
            new { before = before.ToUnixTimeMilliseconds() }, transaction);

    private static Task AddMissingAsync(DbTransaction transaction, string addressKey, Subscriber candidate) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO subscribers (id, address, address_key, language, text_only, created_at)
            VALUES (@Id, @Address, @addressKey, @Language, @textOnly, @createdAt) ON CONFLICT (address_key) DO NOTHING
            """,
            new
            {
                candidate.Id,
                candidate.Address,
                addressKey,
                candidate.Language,
                textOnly = candidate.TextOnly ? 1L : 0L,
                createdAt = candidate.CreatedAt.ToUnixTimeMilliseconds(),
            },
            transaction);
}
