using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>Addresses that are never mailed, kept as keyed hashes: the list names nobody, even to those who read it.</summary>
/// <param name="secrets">Holds the hashes' key.</param>
public sealed class SuppressionStore(SecretStore secrets)
{
    /// <summary>The HMAC-SHA-256 of an address key, in lower-case hex, as <c>suppressions.address_hash</c> holds it.</summary>
    public string Hash(string addressKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secrets.Get(SecretStore.AddressHashes), Encoding.UTF8.GetBytes(addressKey)));

    /// <summary>Whether the address is never mailed.</summary>
    public async Task<bool> ContainsAsync(DbTransaction transaction, string addressKey) =>
        await transaction.Connection!.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM suppressions WHERE address_hash = @hash", new { hash = Hash(addressKey) }, transaction) > 0;

    /// <summary>Why the address is never mailed, or null where it may be.</summary>
    public async Task<SuppressionReason?> FindAsync(DbTransaction transaction, string addressKey) =>
        await transaction.Connection!.ExecuteScalarAsync<string?>(
            "SELECT reason FROM suppressions WHERE address_hash = @hash", new { hash = Hash(addressKey) }, transaction) is { } reason
            ? Enum.Parse<SuppressionReason>(reason)
            : null;

    /// <summary>Lifts the trace of an erasure, since its reader has confirmed a new sign-up; any other reason stays.</summary>
    public Task LiftErasureAsync(DbTransaction transaction, string addressKey) =>
        transaction.Connection!.ExecuteAsync(
            "DELETE FROM suppressions WHERE address_hash = @hash AND reason = 'Erasure'", new { hash = Hash(addressKey) }, transaction);

    /// <summary>Never mails the address again; an earlier reason stays.</summary>
    public Task AddAsync(DbTransaction transaction, string addressKey, SuppressionReason reason, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            "INSERT INTO suppressions (address_hash, reason, created_at) VALUES (@hash, @reason, @createdAt) ON CONFLICT (address_hash) DO NOTHING",
            new { hash = Hash(addressKey), reason = reason.ToString(), createdAt = now.ToUnixTimeMilliseconds() }, transaction);
}
