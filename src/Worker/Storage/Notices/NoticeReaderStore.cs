using System.Data.Common;
using Dapper;
using Syndication.Worker.Model.Notices;

namespace Syndication.Worker.Storage.Notices;

/// <summary>Who was sent a faulty version, and who of them has been told.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="time">Tells how far receipts have been looked at.</param>
public sealed class NoticeReaderStore(Database database, TimeProvider time)
{
    private const int Portion = 5_000;

    // A message that was on its way when the post was mended ends minutes later, and one of a worker that died when that is noticed.
    private static readonly TimeSpan LateReceipts = TimeSpan.FromDays(7);

    // Workers' clocks differ, and receipts commit a little after they are stamped.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    // Who leaves may take that back for an hour; who left before that is not told.
    private static readonly TimeSpan Regret = TimeSpan.FromHours(2);

    private const string Untold =
        """
        FROM notice_readers r JOIN notices n ON n.id = r.notice_id
        WHERE r.subscription_id = s.id AND r.delivery_id IS NULL AND r.received_at >= COALESCE(s.confirmed_at, 0)
          AND n.state = 'Open' AND n.urgent = 1 AND n.number <= @NoticesThrough
        """;

    /// <summary>Notes whom the faulty versions have reached since the last look: each notice's readers, in portions. Doing it twice changes nothing.</summary>
    public async Task CollectAsync(string newsletter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = await database.ReadAsync(async connection => (await connection.QueryAsync<OpenNotice>(
            """
            SELECT id, post_id, fingerprint, collected_at FROM notices
            WHERE newsletter = @newsletter AND state = 'Open' AND (collected_at IS NULL OR noticed_at >= @Late) ORDER BY number
            """, new { newsletter, Late = (now - LateReceipts).ToUnixTimeMilliseconds() })).AsList(), cancellationToken);
        foreach (var notice in open)
        {
            var since = notice.CollectedAt is { } before ? before - (long)Overlap.TotalMilliseconds : 0;
            foreach (var edition in await FindFaultyAsync(newsletter, notice, since, cancellationToken))
            {
                await CollectAsync(notice.Id, edition.Key, [.. edition], since, (now - Regret).ToUnixTimeMilliseconds(), cancellationToken);
            }

            await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE notices SET collected_at = @Now WHERE id = @Id", new { notice.Id, Now = now.ToUnixTimeMilliseconds() }, transaction), cancellationToken);
        }
    }

    /// <summary>Whether someone who is to be told at once has not been.</summary>
    public Task<bool> IsUrgentDueAsync(string newsletter, long noticesThrough, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM notices n JOIN notice_readers r ON r.notice_id = n.id AND r.delivery_id IS NULL JOIN subscriptions s ON s.id = r.subscription_id
            WHERE n.newsletter = @newsletter AND n.state = 'Open' AND n.urgent = 1 AND n.number <= @noticesThrough
              AND s.state = 'Confirmed' AND r.received_at >= COALESCE(s.confirmed_at, 0))
            """, new { newsletter, noticesThrough }), cancellationToken);

    /// <summary>The test whether a subscription <c>s</c> is to be told something at once, up to <c>@NoticesThrough</c>.</summary>
    internal static string IsDueAtOnce => $"EXISTS (SELECT 1 {Untold})";

    /// <summary>What readers are to be told.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="transaction">The transaction, or null.</param>
    /// <param name="newsletter">The newsletter's name.</param>
    /// <param name="readers">The first and the last subscription of a page.</param>
    /// <param name="through">Notices up to this number.</param>
    /// <param name="atOnce">Only what is urgent and was in no delivery yet; else also what no server took.</param>
    internal static async Task<ILookup<string, DueNotice>> ReadDueAsync(
        DbConnection connection, DbTransaction? transaction, string newsletter, (string First, string Last) readers, long through, bool atOnce)
    {
        var isAny = through > 0 && await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM notices WHERE newsletter = @newsletter AND state = 'Open' AND number <= @through)", new { newsletter, through }, transaction);
        if (!isAny) return Enumerable.Empty<(string Reader, DueNotice Notice)>().ToLookup(row => row.Reader, row => row.Notice);
        // Unaccepted as the planner has it: what may have arrived is repeated as the same message, or not at all.
        // One that was taken over by a delivery without the notice tells it to nobody.
        var due = atOnce ? "r.delivery_id IS NULL AND n.urgent = 1"
            : "(r.delivery_id IS NULL OR (d.state NOT IN ('Sending', 'Sent', 'Unknown') AND (d.unknowns = 0 OR d.finished_at IS NOT NULL)))";
        var rows = await connection.QueryAsync<(string Reader, string Id, string PostId, string Fingerprint, string Kind, string Text, string? Unaccepted)>(
            $"""
            SELECT r.subscription_id, n.id, n.post_id, n.fingerprint, n.kind, n.text, r.delivery_id
            FROM notice_readers r JOIN notices n ON n.id = r.notice_id JOIN subscriptions s ON s.id = r.subscription_id LEFT JOIN deliveries d ON d.id = r.delivery_id
            WHERE r.subscription_id >= @First AND r.subscription_id <= @Last AND n.newsletter = @newsletter AND n.state = 'Open' AND n.number <= @through
              AND r.received_at >= COALESCE(s.confirmed_at, 0) AND {due}
            ORDER BY n.number
            """, new { readers.First, readers.Last, newsletter, through }, transaction);
        return rows.ToLookup(row => row.Reader, row => new DueNotice(row.Id, row.PostId, row.Fingerprint, Enum.Parse<NoticeKind>(row.Kind), row.Text, row.Unaccepted), StringComparer.Ordinal);
    }

    /// <summary>Notes the delivery that tells a reader some notices.</summary>
    internal static Task<int> TellAsync(DbTransaction transaction, SqlDialect dialect, string subscriptionId, string deliveryId, IEnumerable<string> notices) =>
        transaction.Connection!.ExecuteAsync(
            $"UPDATE notice_readers SET delivery_id = @deliveryId WHERE subscription_id = @subscriptionId AND notice_id {dialect.AnyOf("Notices")}",
            new { deliveryId, subscriptionId, Notices = notices.ToArray() }, transaction);

    /// <summary>The variants, by edition, that hold a post without a notice and may have gone out since an instant.</summary>
    private Task<ILookup<string, string>> FindFaultyAsync(string newsletter, OpenNotice notice, long since, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            var rows = await connection.QueryAsync<(string Edition, string Key, string Posts)>(
                """
                SELECT v.edition_id, v.key, v.posts FROM variants v JOIN editions e ON e.id = v.edition_id
                WHERE e.newsletter = @newsletter AND (e.finished_at IS NULL OR e.finished_at >= @since) AND v.posts LIKE @Like
                """, new { newsletter, since, Like = NoticeStore.LikeOf(notice.PostId) });
            return rows.Where(row => VariantStore.ReadPosts(row.Posts).Any(post => post.Id == notice.PostId && !Holds(post.Told, notice.Fingerprint)))
                .ToLookup(row => row.Edition, row => row.Key, StringComparer.Ordinal);
        }, cancellationToken);

    private static bool Holds(string? told, string fingerprint) => told is not null && told.Split(' ').Contains(fingerprint, StringComparer.Ordinal);

    private async Task CollectAsync(string notice, string edition, string[] variants, long since, long left, CancellationToken cancellationToken)
    {
        var from = (SentAt: since, SubscriptionId: "");
        while (true)
        {
            var page = await database.ReadAsync(async connection => (await connection.QueryAsync<(long SentAt, string SubscriptionId)>(
                """
                SELECT sent_at, subscription_id FROM receipts WHERE edition_id = @edition AND (sent_at, subscription_id) > (@SentAt, @SubscriptionId)
                ORDER BY sent_at, subscription_id LIMIT @Portion
                """, new { edition, from.SentAt, from.SubscriptionId, Portion })).AsList(), cancellationToken);
            if (page.Count == 0) return;
            var to = page[^1];
            await database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
                $"""
                INSERT INTO notice_readers (subscription_id, notice_id, received_at)
                SELECT r.subscription_id, @notice, r.sent_at FROM receipts r JOIN subscriptions s ON s.id = r.subscription_id
                WHERE r.edition_id = @edition AND (r.sent_at, r.subscription_id) > (@SentAt, @SubscriptionId) AND (r.sent_at, r.subscription_id) <= (@ToSentAt, @ToSubscriptionId)
                  AND r.variant_key {database.Dialect.AnyOf("variants")} AND (s.state <> 'Unsubscribed' OR s.unsubscribed_at >= @left)
                ON CONFLICT (subscription_id, notice_id) DO NOTHING
                """,
                new { notice, edition, from.SentAt, from.SubscriptionId, ToSentAt = to.SentAt, ToSubscriptionId = to.SubscriptionId, variants, left }, transaction), cancellationToken);
            from = to;
        }
    }

    private sealed record OpenNotice
    {
        public required string Id { get; init; }

        public required string PostId { get; init; }

        public required string Fingerprint { get; init; }

        public long? CollectedAt { get; init; }
    }
}
