using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Storage.Ingest;

namespace Syndication.Worker.Storage;

/// <summary>Keeps the identity ledger in the database.</summary>
/// <param name="database">The database.</param>
/// <param name="lease">Who may change it.</param>
public sealed class PostStore(Database database, IngestLease lease) : ILedgerStore
{
    /// <summary>The counter that tells the ledger's revision.</summary>
    internal const string RevisionCounter = "ledger";

    /// <inheritdoc/>
    public bool MayChange => lease.IsHeld;

    /// <inheritdoc/>
    public Task<LedgerState> LoadAsync(LedgerState? known, CancellationToken cancellationToken) => database.ReadAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
        var revision = await ReadRevisionAsync(transaction, "");
        if (known?.Revision == revision) return known;
        // Many posts stand in each feed: one instance of its path saves a tenth of the memory at 100,000 posts.
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = new List<LedgerEntry>();
        await foreach (var row in connection.QueryUnbufferedAsync<PostRow>(
            "SELECT id, file, url, body_hash, content_hash, published, updated, arrival, feeds, joined, first_seen, removed_at, stated_id FROM posts", transaction: transaction)
            .WithCancellation(cancellationToken)) entries.Add(row.ToEntry(names));
        var feeds = await connection.QueryAsync<(string Path, string Label, long Changed, long? RetiredAt, string? MovedTo)>(
            "SELECT path, label, changed, retired_at, moved_to FROM feeds", transaction: transaction);
        var slugs = await connection.QueryAsync<(string Tag, string Slug)>("SELECT tag, slug FROM tag_slugs", transaction: transaction);
        return LedgerState.Load(
            revision,
            entries,
            feeds.Select(row => new LedgerFeed(row.Path, row.Label, DateTimeOffset.FromUnixTimeMilliseconds(row.Changed), TimeOf(row.RetiredAt), row.MovedTo)),
            slugs.Select(row => KeyValuePair.Create(row.Tag, row.Slug)));
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SaveAsync(LedgerState before, LedgerChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(change);
        if (change.IsEmpty) return Task.FromResult(true);
        return database.WriteAsync(async transaction =>
        {
            var connection = transaction.Connection!;
            await connection.ExecuteAsync("INSERT INTO counters (name, value) VALUES (@Revision, 0) ON CONFLICT (name) DO NOTHING", new { Revision = RevisionCounter }, transaction);
            if (await ReadRevisionAsync(transaction, database.Dialect.ForUpdate) != before.Revision) return false;
            // A process that stood still may have lost the lease to another without knowing.
            if (!await lease.ConfirmAsync(transaction)) return false;
            await connection.ExecuteAsync("UPDATE counters SET value = value + 1 WHERE name = @Revision", new { Revision = RevisionCounter }, transaction);
            await connection.ExecuteAsync(
                """
                INSERT INTO posts (id, file, url, body_hash, content_hash, published, updated, arrival, feeds, joined, first_seen, removed_at, stated_id)
                VALUES (@Id, @File, @Url, @BodyHash, @ContentHash, @Published, @Updated, @Arrival, @Feeds, @Joined, @FirstSeen, @RemovedAt, @StatedId)
                ON CONFLICT (id) DO UPDATE SET file = excluded.file, url = excluded.url, body_hash = excluded.body_hash,
                    content_hash = excluded.content_hash, published = excluded.published, updated = excluded.updated,
                    feeds = excluded.feeds, joined = excluded.joined, removed_at = excluded.removed_at, stated_id = excluded.stated_id
                """, change.Entries.Select(PostRow.From), transaction);
            await connection.ExecuteAsync(
                """
                INSERT INTO feeds (path, label, changed, retired_at, moved_to) VALUES (@Path, @Label, @Changed, @RetiredAt, @MovedTo)
                ON CONFLICT (path) DO UPDATE SET label = excluded.label, changed = excluded.changed, retired_at = excluded.retired_at, moved_to = excluded.moved_to
                """,
                change.Feeds.Select(feed => new { feed.Path, feed.Label, Changed = feed.Changed.ToUnixTimeMilliseconds(), RetiredAt = feed.RetiredAt?.ToUnixTimeMilliseconds(), feed.MovedTo }), transaction);
            await connection.ExecuteAsync(
                "INSERT INTO tag_slugs (tag, slug) VALUES (@Key, @Value) ON CONFLICT (tag) DO UPDATE SET slug = excluded.slug",
                change.TagSlugs.Select(slug => new { slug.Key, slug.Value }), transaction);
            await PostHistoryStore.AddAsync(transaction, before.Revision + 1, change.Past);
            return true;
        }, cancellationToken);
    }

    private static async Task<long> ReadRevisionAsync(DbTransaction transaction, string locking) =>
        await transaction.Connection!.ExecuteScalarAsync<long?>($"SELECT value FROM counters WHERE name = @Revision {locking}", new { Revision = RevisionCounter }, transaction) ?? 0;

    private static DateTimeOffset? TimeOf(long? milliseconds) => milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    private sealed class PostRow
    {
        public string Id { get; init; } = "";

        public string File { get; init; } = "";

        public string Url { get; init; } = "";

        public string BodyHash { get; init; } = "";

        public string ContentHash { get; init; } = "";

        public long Published { get; init; }

        public long Updated { get; init; }

        public long Arrival { get; init; }

        public string Feeds { get; init; } = "[]";

        public string? Joined { get; init; }

        public long FirstSeen { get; init; }

        public long? RemovedAt { get; init; }

        public string? StatedId { get; init; }

        public static PostRow From(LedgerEntry entry) => new()
        {
            Id = entry.Id,
            File = entry.File,
            Url = entry.Url,
            BodyHash = entry.BodyHash,
            ContentHash = entry.ContentHash,
            Published = entry.Published.ToUnixTimeMilliseconds(),
            Updated = entry.Updated.ToUnixTimeMilliseconds(),
            Arrival = entry.Arrival,
            Feeds = JsonSerializer.Serialize(entry.Feeds),
            Joined = entry.Joined is null ? null : JsonSerializer.Serialize(entry.Joined),
            FirstSeen = entry.FirstSeen.ToUnixTimeMilliseconds(),
            RemovedAt = entry.RemovedAt?.ToUnixTimeMilliseconds(),
            StatedId = entry.StatedId,
        };

        public LedgerEntry ToEntry(Dictionary<string, string> names) => new()
        {
            Id = Id,
            StatedId = StatedId,
            File = File,
            // Mostly they are one.
            Url = Url == Id ? Id : Url,
            BodyHash = BodyHash,
            ContentHash = ContentHash,
            Published = DateTimeOffset.FromUnixTimeMilliseconds(Published),
            Updated = DateTimeOffset.FromUnixTimeMilliseconds(Updated),
            Arrival = Arrival,
            Feeds = [.. JsonSerializer.Deserialize<string[]>(Feeds)!.Select(name => names.TryAdd(name, name) ? name : names[name])],
            Joined = Joined is null ? null : JsonSerializer.Deserialize<Dictionary<string, long>>(Joined)!.ToImmutableSortedDictionary(StringComparer.Ordinal),
            FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(FirstSeen),
            RemovedAt = TimeOf(RemovedAt),
        };
    }
}
