using System.Data.Common;
using System.Text.Json;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>What waits until ops say so; it survives restarts.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="time">Stamps it.</param>
public sealed class HoldStore(Database database, TimeProvider time)
{
    private const string Select = "SELECT scope, kind, reason, affected, total, held_at, accepted_at FROM holds";

    /// <summary>Every hold, oldest first.</summary>
    public Task<IReadOnlyList<Hold>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Hold>>(async connection =>
            [.. (await connection.QueryAsync<HoldRow>($"{Select} ORDER BY held_at, scope, kind")).Select(row => row.ToHold())], cancellationToken);

    /// <summary>Why nothing of a newsletter may be planned, or null: its own hold, or a clock that is not believed.</summary>
    public Task<Hold?> FindAsync(string newsletter, CancellationToken cancellationToken) =>
        database.ReadAsync(async connection => (await connection.QueryAsync<HoldRow>(
            $"{Select} WHERE scope = @Scope OR kind = 'Clock' ORDER BY held_at LIMIT 1", new { Scope = Hold.ScopeOf(newsletter) })).FirstOrDefault()?.ToHold(), cancellationToken);

    /// <summary>The identities whose removal ops have accepted.</summary>
    public Task<IReadOnlySet<string>> ReadAcceptedRemovalsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlySet<string>>(async connection =>
        {
            var lists = await connection.QueryAsync<string>(
                "SELECT posts FROM holds WHERE scope = @Content AND accepted_at IS NOT NULL AND posts <> ''", new { Hold.Content });
            return lists.SelectMany(list => JsonSerializer.Deserialize<string[]>(list)!).ToHashSet(StringComparer.Ordinal);
        }, cancellationToken);

    /// <summary>Puts a hold in force; one of the same kind keeps its time, and its acceptance only where it is about the same posts.</summary>
    /// <param name="hold">The hold.</param>
    /// <param name="posts">What would leave.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public Task SetAsync(Hold hold, IReadOnlyCollection<string> posts, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => SetAsync(transaction, hold, posts), cancellationToken);

    /// <summary>Ends holds of the content's scope.</summary>
    /// <param name="kinds">Which.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>Whether there were any.</returns>
    public Task<bool> EndAsync(IReadOnlyCollection<HoldKind> kinds, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction => await transaction.Connection!.ExecuteAsync(
            $"DELETE FROM holds WHERE scope = @Content AND kind {database.Dialect.AnyOf("Kinds")}",
            new { Hold.Content, Kinds = kinds.Select(kind => kind.ToString()).ToArray() }, transaction) > 0, cancellationToken);

    /// <summary>Notes that ops say that a hold of the content's scope is right.</summary>
    public Task AcceptAsync(HoldKind kind, CancellationToken cancellationToken) =>
        database.WriteAsync(transaction => transaction.Connection!.ExecuteAsync(
            "UPDATE holds SET accepted_at = @Now WHERE scope = @Content AND kind = @Kind AND accepted_at IS NULL",
            new { Hold.Content, Kind = kind.ToString(), Now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction), cancellationToken);

    internal static Task SetAsync(DbTransaction transaction, Hold hold, IReadOnlyCollection<string> posts)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO holds (scope, kind, reason, affected, total, posts, held_at) VALUES (@Scope, @Kind, @Reason, @Affected, @Total, @Posts, @HeldAt)
            ON CONFLICT (scope, kind) DO UPDATE SET reason = excluded.reason, affected = excluded.affected, total = excluded.total, posts = excluded.posts,
                accepted_at = CASE WHEN holds.posts = excluded.posts THEN holds.accepted_at END
            """,
            new
            {
                hold.Scope,
                Kind = hold.Kind.ToString(),
                hold.Reason,
                hold.Affected,
                hold.Total,
                Posts = posts.Count == 0 ? "" : JsonSerializer.Serialize(posts),
                HeldAt = hold.HeldAt.ToUnixTimeMilliseconds(),
            }, transaction);
    }

    private sealed class HoldRow
    {
        public string Scope { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Reason { get; init; } = "";

        public long Affected { get; init; }

        public long Total { get; init; }

        public long HeldAt { get; init; }

        public long? AcceptedAt { get; init; }

        public Hold ToHold() => new()
        {
            Scope = Scope,
            Kind = Enum.Parse<HoldKind>(Kind),
            Reason = Reason,
            Affected = Affected,
            Total = Total,
            HeldAt = DateTimeOffset.FromUnixTimeMilliseconds(HeldAt),
            AcceptedAt = AcceptedAt is { } accepted ? DateTimeOffset.FromUnixTimeMilliseconds(accepted) : null,
        };
    }
}
