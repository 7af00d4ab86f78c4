using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Notices;
using Syndication.Worker.Model.Sending;

namespace Syndication.Worker.Storage;

/// <summary>Lists editions for people.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class EditionListStore(Database database)
{
    private const string Select = "SELECT id, newsletter, schedule, occurrence, state, through, created_at, finished_at, pause_reason, pause_note, paused_at FROM editions";

    /// <summary>The latest editions, newest first.</summary>
    /// <param name="newsletter">Only this newsletter's, or null.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task<IReadOnlyList<EditionListing>> ListAsync(string? newsletter, int most, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EditionListing>>(async connection =>
        {
            var where = newsletter is null ? "" : "WHERE newsletter = @newsletter";
            var rows = (await connection.QueryAsync<EditionRow>($"{Select} {where} ORDER BY created_at DESC, id LIMIT @most", new { newsletter, most })).AsList();
            var counts = (await connection.QueryAsync<(string Edition, string State, long Count)>(
                $"SELECT edition_id, state, COUNT(*) FROM deliveries WHERE edition_id {database.Dialect.AnyOf("Ids")} GROUP BY edition_id, state",
                new { Ids = rows.Select(row => row.Id).ToArray() })).ToLookup(row => row.Edition, StringComparer.Ordinal);
            return [.. rows.Select(row => row.ToListing(counts[row.Id].ToDictionary(count => Enum.Parse<DeliveryState>(count.State), count => count.Count)))];
        }, cancellationToken);

    /// <summary>The edition of that identifier, or null.</summary>
    public Task<EditionListing?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection =>
        {
            if (await connection.QuerySingleOrDefaultAsync<EditionRow>($"{Select} WHERE id = @id", new { id }) is not { } row) return null;
            var counts = await connection.QueryAsync<(string State, long Count)>("SELECT state, COUNT(*) FROM deliveries WHERE edition_id = @id GROUP BY state", new { id });
            return row.ToListing(counts.ToDictionary(count => Enum.Parse<DeliveryState>(count.State), count => count.Count));
        }, cancellationToken);

    /// <summary>The identities of the posts that an edition carries to anyone.</summary>
    public Task<IReadOnlyList<string>> ReadPostsAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<string>>(async connection =>
        {
            var lists = await connection.QueryAsync<string>("SELECT posts FROM variants WHERE edition_id = @id", new { id });
            return [.. lists.SelectMany(VariantStore.ReadPosts).Select(post => post.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }, cancellationToken);

    /// <summary>The corrections and retractions that an edition tells anyone.</summary>
    public Task<IReadOnlyList<EditionNotice>> ReadNoticesAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EditionNotice>>(async connection =>
        {
            var lists = await connection.QueryAsync<string>("SELECT DISTINCT notices FROM variants WHERE edition_id = @id AND notices <> '[]'", new { id });
            return [.. lists.SelectMany(VariantStore.ReadNotices).DistinctBy(notice => notice.Id).OrderBy(notice => notice.PostId, StringComparer.Ordinal)];
        }, cancellationToken);

    /// <summary>The editions that carried a post, with how many readers were sent it (or may have been) and how many still wait for it; newest first.</summary>
    public Task<IReadOnlyList<PostEdition>> ListCarryingAsync(string post, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<PostEdition>>(async connection =>
        {
            // A first sieve by the text of the list: what LIKE has a meaning for stands for any letter, and each hit is looked at.
            var like = "%" + JsonEncodedText.Encode(post).ToString().Replace('%', '_').Replace('\\', '_') + "%";
            var rows = await connection.QueryAsync<(string Id, string Newsletter, string Occurrence, long CreatedAt, string Posts, long Sent, long Waiting)>(
                """
                SELECT e.id, e.newsletter, e.occurrence, e.created_at, v.posts,
                    (SELECT COUNT(*) FROM receipts r WHERE r.edition_id = e.id AND r.variant_key = v.key),
                    (SELECT COUNT(*) FROM deliveries d WHERE d.edition_id = e.id AND d.variant_key = v.key AND d.finished_at IS NULL)
                FROM variants v JOIN editions e ON e.id = v.edition_id WHERE v.posts LIKE @Like ORDER BY e.created_at DESC, e.id
                """, new { Like = like });
            return [.. rows.Where(row => VariantStore.ReadPosts(row.Posts).Any(one => one.Id == post))
                .GroupBy(row => (row.Id, row.Newsletter, row.Occurrence, row.CreatedAt))
                .Select(edition => new PostEdition(
                    edition.Key.Id, edition.Key.Newsletter, edition.Key.Occurrence, DateTimeOffset.FromUnixTimeMilliseconds(edition.Key.CreatedAt),
                    edition.Sum(row => row.Sent), edition.Sum(row => row.Waiting)))];
        }, cancellationToken);

    private sealed class EditionRow
    {
        public string Id { get; init; } = "";

        public string Newsletter { get; init; } = "";

        public string Schedule { get; init; } = "";

        public string Occurrence { get; init; } = "";

        public string State { get; init; } = "";

        public long Through { get; init; }

        public long CreatedAt { get; init; }

        public long? FinishedAt { get; init; }

        public string? PauseReason { get; init; }

        public string? PauseNote { get; init; }

        public long? PausedAt { get; init; }

        public EditionListing ToListing(IReadOnlyDictionary<DeliveryState, long> counts) => new(
            Id, Newsletter, Schedule, Occurrence, Enum.Parse<EditionState>(State), DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
            FinishedAt is { } finished ? DateTimeOffset.FromUnixTimeMilliseconds(finished) : null, counts,
            State == nameof(EditionState.Paused) && PausedAt is { } paused
                ? new EditionPause(Enum.Parse<PauseReason>(PauseReason ?? nameof(Model.Sending.PauseReason.Ops)), PauseNote ?? "", DateTimeOffset.FromUnixTimeMilliseconds(paused))
                : null);
    }
}
