using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Syndication.Worker.Model;

namespace Syndication.Worker.Storage;

/// <summary>Addresses that are never mailed, kept as keyed hashes: the list names nobody, even to those who read it.</summary>
/// <param name="secrets">Holds the hashes' key.</param>
/// <param name="journal">Told of what changes; null for none.</param>
public sealed class SuppressionStore(SecretStore secrets, DepartureJournal? journal = null)
{
    /// <summary>The HMAC-SHA-256 of an address key, in lower-case hex, as <c>suppressions.address_hash</c> holds it.</summary>
    public string Hash(string addressKey) => Hash(secrets, addressKey);

    internal static string Hash(SecretStore secrets, string addressKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secrets.Get(SecretStore.AddressHashes), Encoding.UTF8.GetBytes(addressKey)));

    /// <summary>The same of many address keys, in their order: the key is set up once, which takes longer than hashing an address.</summary>
    public IReadOnlyList<string> HashMany(IEnumerable<string> addressKeys)
    {
        ArgumentNullException.ThrowIfNull(addressKeys);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secrets.Get(SecretStore.AddressHashes));
        var hashes = new List<string>();
        foreach (var key in addressKeys)
        {
            hmac.AppendData(Encoding.UTF8.GetBytes(key));
            hashes.Add(Convert.ToHexStringLower(hmac.GetHashAndReset()));
        }

        return hashes;
    }

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
    public async Task LiftErasureAsync(DbTransaction transaction, string addressKey)
    {
        var hash = Hash(addressKey);
        var lifted = await transaction.Connection!.ExecuteAsync("DELETE FROM suppressions WHERE address_hash = @hash AND reason = 'Erasure'", new { hash }, transaction);
        if (lifted > 0) journal?.Append([new Departure(DepartureKind.Lifted, hash, "")]);
    }

    /// <summary>Lifts the trace of an erasure of a subscription's address, since its reader has confirmed a new sign-up; any other reason stays.</summary>
    public async Task LiftErasureOfAsync(DbTransaction transaction, string subscriptionId)
    {
        var key = await transaction.Connection!.ExecuteScalarAsync<string?>(
            "SELECT r.address_key FROM subscribers r JOIN subscriptions s ON s.subscriber_id = r.id WHERE s.id = @subscriptionId", new { subscriptionId }, transaction);
        if (key is not null) await LiftErasureAsync(transaction, key);
    }

    /// <summary>Lifts a suppression, or a suspension, on the operator's word; an erasure stays, which only its reader's own new sign-up lifts.</summary>
    /// <returns>Whether there was one to lift.</returns>
    public async Task<bool> LiftAsync(DbTransaction transaction, string addressKey)
    {
        var hash = Hash(addressKey);
        var lifted = await transaction.Connection!.ExecuteAsync("DELETE FROM suppressions WHERE address_hash = @hash AND reason <> 'Erasure'", new { hash }, transaction) > 0;
        if (lifted) journal?.Append([new Departure(DepartureKind.Lifted, hash, "")]);
        return await ForgetFailuresAsync(transaction, addressKey) || lifted;
    }

    /// <summary>An address that ops vouch for begins afresh.</summary>
    private static async Task<bool> ForgetFailuresAsync(DbTransaction transaction, string addressKey)
    {
        const string Reader = "subscriber_id IN (SELECT id FROM subscribers WHERE address_key = @addressKey)";
        await transaction.Connection!.ExecuteAsync($"DELETE FROM bounces WHERE kind = 'Temporary' AND {Reader}", new { addressKey }, transaction);
        return await transaction.Connection!.ExecuteAsync($"DELETE FROM suspensions WHERE {Reader}", new { addressKey }, transaction) > 0;
    }

    /// <summary>Never mails the address again; an earlier reason stays, but for an erasure, which a new sign-up would lift, and a bounce that is followed by a complaint.</summary>
    public async Task AddAsync(DbTransaction transaction, string addressKey, SuppressionReason reason, DateTimeOffset now)
    {
        var hash = Hash(addressKey);
        journal?.Append([new Departure(DepartureKind.Suppressed, hash, reason.ToString())]);
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO suppressions (address_hash, reason, created_at) VALUES (@hash, @reason, @createdAt)
            ON CONFLICT (address_hash) DO UPDATE SET reason = excluded.reason, created_at = excluded.created_at
            WHERE (suppressions.reason = 'Erasure' AND excluded.reason <> 'Erasure') OR (suppressions.reason = 'Bounce' AND excluded.reason = 'Complaint')
            """,
            new { hash, reason = reason.ToString(), createdAt = now.ToUnixTimeMilliseconds() }, transaction);
    }
}
