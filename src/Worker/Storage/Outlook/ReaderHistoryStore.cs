using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Outlook;

namespace Syndication.Worker.Storage.Outlook;

/// <summary>What one reader was sent, from deliveries and from the receipts that outlive them.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="suppressions">Knows why an address is never mailed.</param>
public sealed class ReaderHistoryStore(Database database, SuppressionStore suppressions)
{
    /// <summary>Why an address is never mailed, or null where it may be.</summary>
    public Task<SuppressionReason?> FindSuppressionAsync(string addressKey, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => suppressions.FindAsync(transaction, addressKey), cancellationToken);

    /// <summary>The editions that a subscription was planned into, newest first.</summary>
    public Task<IReadOnlyList<ReaderEdition>> ReadAsync(Subscription subscription, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ReaderEdition>>(async connection =>
        {
            var rows = await connection.QueryAsync<HistoryRow>(
                """
                SELECT e.id, e.schedule, e.occurrence, e.state AS edition_state, d.state AS delivery, d.attempts, d.ranges, d.superseded_by, d.finished_at, d.message_id, d.reply,
                    r.state AS receipt, r.sent_at, v.key AS variant, v.language, v.text_only, v.posts
                FROM editions e
                LEFT JOIN deliveries d ON d.edition_id = e.id AND d.subscription_id = @Id
                LEFT JOIN receipts r ON r.edition_id = e.id AND r.subscription_id = @Id
                LEFT JOIN variants v ON v.edition_id = e.id AND v.key = COALESCE(r.variant_key, d.variant_key)
                WHERE e.newsletter = @Newsletter AND (d.id IS NOT NULL OR r.edition_id IS NOT NULL)
                ORDER BY e.created_at DESC, e.id
                """, new { subscription.Id, subscription.Newsletter });
            return [.. rows.Select(row => row.ToEdition())];
        }, cancellationToken);

    private sealed class HistoryRow
    {
        public string Id { get; init; } = "";

        public string Schedule { get; init; } = "";

        public string Occurrence { get; init; } = "";

        public string EditionState { get; init; } = "";

        public string? Delivery { get; init; }

        public long? Attempts { get; init; }

        public string? Ranges { get; init; }

        public string? SupersededBy { get; init; }

        public long? FinishedAt { get; init; }

        public string? MessageId { get; init; }

        public string? Reply { get; init; }

        public string? Receipt { get; init; }

        public long? SentAt { get; init; }

        public string? Variant { get; init; }

        public string? Language { get; init; }

        public long? TextOnly { get; init; }

        public string? Posts { get; init; }

        public ReaderEdition ToEdition() => new()
        {
            Id = Id,
            Schedule = Schedule,
            Occurrence = Occurrence,
            EditionState = Enum.Parse<EditionState>(EditionState),
            Delivery = Delivery is null ? null : Enum.Parse<DeliveryState>(Delivery),
            Attempts = Attempts ?? 0,
            Ranges = Ranges ?? "",
            IsSuperseded = SupersededBy is not null,
            EndedAt = Time(FinishedAt),
            Receipt = Receipt is null ? null : Enum.Parse<DeliveryState>(Receipt),
            SentAt = Time(SentAt),
            MessageId = MessageId,
            Reply = Reply,
            Variant = Variant,
            Language = Language,
            TextOnly = TextOnly is not (null or 0),
            Posts = Posts is null ? [] : [.. VariantStore.ReadPosts(Posts)],
        };

        private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
    }
}
