using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace Syndication.Worker.Storage;

/// <summary>Keys that never change, since what they sign is kept for ever. All workers of a database share them.</summary>
/// <param name="database">A migrated database: migrating makes the keys.</param>
public sealed class SecretStore(Database database)
{
    /// <summary>Signs unsubscribe tokens.</summary>
    public const string UnsubscribeTokens = "unsubscribe-tokens";

    /// <summary>Keys the hashes of suppressed addresses.</summary>
    public const string AddressHashes = "address-hashes";

    /// <summary>Signs the addresses that messages return to.</summary>
    public const string ReturnAddresses = "return-addresses";

    private static readonly string[] Names = [UnsubscribeTokens, AddressHashes, ReturnAddresses];

    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    /// <summary>The 256-bit key of that name.</summary>
    /// <remarks>
    /// Waits for the database at its first call only: those who make links and hashes are not asynchronous.
    /// It reads and never writes, so it may be called inside a write transaction.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The database has not been migrated.</exception>
    public byte[] Get(string name) => known.GetOrAdd(name, Read);

    /// <summary>Makes the keys that are missing.</summary>
    internal static async Task CreateMissingAsync(DbTransaction transaction, DateTimeOffset now)
    {
        foreach (var name in Names)
        {
            await transaction.Connection!.ExecuteAsync(
                "INSERT INTO secrets (name, value, created_at) VALUES (@name, @value, @createdAt) ON CONFLICT (name) DO NOTHING",
                new { name, value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), createdAt = now.ToUnixTimeMilliseconds() },
                transaction);
        }
    }

    private byte[] Read(string name)
    {
        var value = Task.Run(() => database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<string>("SELECT value FROM secrets WHERE name = @name", new { name }),
            CancellationToken.None)).GetAwaiter().GetResult();
        return Convert.FromBase64String(value ?? throw new InvalidOperationException($"The database has no secret '{name}'; it has not been migrated."));
    }
}
