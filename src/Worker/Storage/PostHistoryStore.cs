using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Syndication.Feeds.Ledger;

namespace Syndication.Worker.Storage;

/// <summary>What posts were before they moved or changed.</summary>
/// <param name="database">Where it is kept.</param>
public sealed class PostHistoryStore(Database database)
{
    /// <summary>A post's history, oldest first.</summary>
    public Task<ImmutableArray<LedgerPast>> ReadAsync(string post, CancellationToken cancellationToken) =>
        database.ReadAsync<ImmutableArray<LedgerPast>>(async connection =>
        {
            var rows = await connection.QueryAsync<(long Until, string File, string Url, string ContentHash, long? RemovedAt)>(
                "SELECT until, file, url, content_hash, removed_at FROM post_history WHERE post_id = @post ORDER BY revision", new { post });
            return [.. rows.Select(row => new LedgerPast(
                post, DateTimeOffset.FromUnixTimeMilliseconds(row.Until), row.File, row.Url, row.ContentHash,
                row.RemovedAt is { } removed ? DateTimeOffset.FromUnixTimeMilliseconds(removed) : null))];
        }, cancellationToken);

    /// <summary>The identity of the post that last had a file or an address, or null.</summary>
    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => connection.ExecuteScalarAsync<string?>(
            "SELECT post_id FROM post_history WHERE file = @name OR url = @name ORDER BY revision DESC LIMIT 1", new { name }), cancellationToken);

    internal static Task AddAsync(DbTransaction transaction, long revision, ImmutableArray<LedgerPast> past) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO post_history (post_id, revision, until, file, url, content_hash, removed_at) VALUES (@Id, @revision, @Until, @File, @Url, @ContentHash, @RemovedAt)",
            past.Select(one => new
            {
                one.Id,
                revision,
                Until = one.Until.ToUnixTimeMilliseconds(),
                one.File,
                one.Url,
                one.ContentHash,
                RemovedAt = one.RemovedAt?.ToUnixTimeMilliseconds(),
            }), transaction);
}
