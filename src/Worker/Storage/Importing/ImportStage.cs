namespace Syndication.Worker.Storage.Importing;

/// <summary>The temporary table of an import, and what is done with a batch that lies in it; one text for both engines.</summary>
internal static class ImportStage
{
    /// <summary>The texts of a row.</summary>
    public static readonly string[] TextColumns =
    [
        "subscriber_id", "subscription_id", "address", "address_key", "address_hash", "language", "newsletter", "schedule", "tags", "time_zone", "state", "suppression",
        "consent_text",
    ];

    /// <summary>The numbers of a row; they follow the texts.</summary>
    public static readonly string[] NumberColumns = ["line", "consent_at", "confirmed_at", "paused_until", "unsubscribed_at", "announced_through"];

    /// <summary>All columns, as statements list them.</summary>
    public static readonly string Columns = string.Join(", ", TextColumns.Concat(NumberColumns));

    /// <summary>Makes the table.</summary>
    public static readonly string Create =
        $"CREATE TEMP TABLE IF NOT EXISTS import_lines ({string.Join(", ", TextColumns.Select(name => name + " TEXT").Concat(NumberColumns.Select(name => name + " BIGINT")))})";

    /// <summary>Empties the table.</summary>
    public const string Clear = "DELETE FROM import_lines";

    /// <summary>Takes the table away.</summary>
    public const string Drop = "DROP TABLE IF EXISTS import_lines";

    /// <summary>The lines about addresses that are never mailed already.</summary>
    public const string JudgeSuppressions =
        $"""
        SELECT b.line, '{ImportReasons.Suppressed}' AS reason FROM import_lines b JOIN suppressions x ON x.address_hash = b.address_hash WHERE b.suppression IS NOT NULL
        """;

    /// <summary>Keeps the addresses that are never to be mailed; an earlier reason stays.</summary>
    public const string Suppress =
        """
        INSERT INTO suppressions (address_hash, reason, created_at)
        SELECT address_hash, suppression, @now FROM import_lines WHERE suppression IS NOT NULL ON CONFLICT (address_hash) DO NOTHING
        """;

    /// <summary>The subscriptions that will not be taken, each with its reason.</summary>
    public const string Judge =
        $"""
        SELECT b.line, CASE WHEN x.address_hash IS NOT NULL THEN '{ImportReasons.Suppressed}' WHEN s.unsubscribed_at IS NOT NULL AND b.state <> 'Unsubscribed' THEN '{ImportReasons.Unsubscribed}'
            ELSE '{ImportReasons.Known}' END AS reason
        FROM import_lines b
            LEFT JOIN suppressions x ON x.address_hash = b.address_hash
            LEFT JOIN subscribers r ON r.address_key = b.address_key
            LEFT JOIN subscriptions s ON s.subscriber_id = r.id AND s.newsletter = b.newsletter
        WHERE b.suppression IS NULL AND (x.address_hash IS NOT NULL OR (s.id IS NOT NULL AND NOT (
            (b.state <> 'Unsubscribed' AND s.state = 'Pending' AND s.unsubscribed_at IS NULL)
            OR (b.state = 'Unsubscribed' AND s.state <> 'Unsubscribed' AND (s.confirmed_at IS NULL OR s.confirmed_at <= b.unsubscribed_at)))))
        """;

    /// <summary>The last arrivals of newsletters.</summary>
    public const string Arrivals = "SELECT name, value FROM counters WHERE name LIKE 'arrivals/%'";

    /// <summary>Adds the people who are not there yet. Who may not be taken is in the table no more.</summary>
    public const string AddSubscribers =
        """
        INSERT INTO subscribers (id, address, address_key, language, text_only, created_at)
        SELECT subscriber_id, address, address_key, language, 0, consent_at FROM import_lines WHERE suppression IS NULL
        ON CONFLICT (address_key) DO NOTHING
        """;

    /// <summary>Adds subscriptions. A sign-up that waits is confirmed; one that lasts ends where the reader left after confirming it; one that ended stays so.</summary>
    public const string AddSubscriptions =
        """
        INSERT INTO subscriptions (id, subscriber_id, newsletter, state, schedule, tags, time_zone, announced_through, consent_text, consent_at, confirmed_at, paused_until, unsubscribed_at)
        SELECT b.subscription_id, r.id, b.newsletter, b.state, b.schedule, b.tags, b.time_zone, b.announced_through,
            b.consent_text, b.consent_at, b.confirmed_at, b.paused_until, b.unsubscribed_at
        FROM import_lines b JOIN subscribers r ON r.address_key = b.address_key
        WHERE b.suppression IS NULL
        ON CONFLICT (subscriber_id, newsletter) DO UPDATE SET
            state = excluded.state,
            schedule = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.schedule ELSE excluded.schedule END,
            tags = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.tags ELSE excluded.tags END,
            time_zone = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.time_zone ELSE excluded.time_zone END,
            announced_through = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.announced_through ELSE excluded.announced_through END,
            consent_text = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.consent_text ELSE excluded.consent_text END,
            consent_at = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.consent_at ELSE excluded.consent_at END,
            confirmed_at = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.confirmed_at ELSE excluded.confirmed_at END,
            paused_until = CASE WHEN excluded.state = 'Unsubscribed' THEN subscriptions.paused_until ELSE excluded.paused_until END,
            unsubscribed_at = excluded.unsubscribed_at
        WHERE (excluded.state <> 'Unsubscribed' AND subscriptions.state = 'Pending' AND subscriptions.unsubscribed_at IS NULL)
            OR (excluded.state = 'Unsubscribed' AND subscriptions.state <> 'Unsubscribed'
                AND (subscriptions.confirmed_at IS NULL OR subscriptions.confirmed_at <= excluded.unsubscribed_at))
        """;
}
