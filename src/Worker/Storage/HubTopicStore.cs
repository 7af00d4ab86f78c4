using System.Data.Common;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>The state of each feed that hubs and subscribers were told of. A change is noted together with everything that has to follow from it.</summary>
/// <param name="database">Where it is kept.</param>
/// <param name="time">Tells from when on a notice is due.</param>
internal sealed class HubTopicStore(Database database, TimeProvider time)
{
    // A first start notes every feed: other writers get their turn in between.
    private const int Portion = 500;

    /// <summary>The hash of each feed's file by its path.</summary>
    public Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<string, string>>(async connection =>
            (await connection.QueryAsync<(string Path, string Hash)>("SELECT path, hash FROM hub_topics")).ToDictionary(row => row.Path, row => row.Hash, StringComparer.Ordinal),
            cancellationToken);

    /// <summary>Notes feeds' states; for each that differs from what is known, every hub is to be told and every subscription to be served.</summary>
    /// <param name="states">Paths with the hash of their bytes.</param>
    /// <param name="hubs">The outside hubs.</param>
    /// <param name="cancellationToken">Stops between portions.</param>
    /// <returns>How many feeds changed.</returns>
    public async Task<int> RecordAsync(IReadOnlyCollection<(string Path, string Hash)> states, IReadOnlyCollection<string> hubs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(states);
        var changed = 0;
        foreach (var portion in states.Chunk(Portion))
        {
            changed += await database.WriteAsync(async transaction =>
            {
                var count = 0;
                foreach (var (path, hash) in portion)
                {
                    if (!await MoveAsync(transaction, path, hash)) continue;
                    count++;
                    foreach (var hub in hubs) await NoteAsync(transaction, hub, path);
                    await DueAsync(transaction, path);
                }

                return count;
            }, cancellationToken);
        }

        return changed;
    }

    /// <summary>Forgets feeds that are public no longer; their subscriptions become due, so that they are told so.</summary>
    public Task RemoveAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken) =>
        database.WriteAsync(async transaction =>
        {
            foreach (var path in paths)
            {
                await transaction.Connection!.ExecuteAsync("DELETE FROM hub_topics WHERE path = @path", new { path }, transaction);
                await transaction.Connection!.ExecuteAsync("DELETE FROM hub_notices WHERE path = @path", new { path }, transaction);
                await DueAsync(transaction, path);
            }
        }, cancellationToken);

    private static async Task<bool> MoveAsync(DbTransaction transaction, string path, string hash) =>
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO hub_topics (path, hash) VALUES (@path, @hash)
            ON CONFLICT (path) DO UPDATE SET hash = excluded.hash WHERE hub_topics.hash <> excluded.hash
            """, new { path, hash }, transaction) > 0;

    /// <summary>A hub that fails is not asked sooner because more has changed.</summary>
    private Task NoteAsync(DbTransaction transaction, string hub, string path) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO hub_notices (hub, path, revision, attempts, due_at) VALUES (@hub, @path, 1,
                COALESCE((SELECT MAX(attempts) FROM hub_notices WHERE hub = @hub), 0),
                COALESCE((SELECT MAX(due_at) FROM hub_notices WHERE hub = @hub AND attempts > 0), @Now))
            ON CONFLICT (hub, path) DO UPDATE SET revision = hub_notices.revision + 1
            """, new { hub, path, Now }, transaction);

    private Task DueAsync(DbTransaction transaction, string path) =>
        transaction.Connection!.ExecuteAsync(
            "UPDATE hub_subscriptions SET revision = revision + 1, due_at = COALESCE(due_at, @Now) WHERE path = @path AND expires_at > @Now",
            new { path, Now }, transaction);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
