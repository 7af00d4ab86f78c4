using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Syndication.Worker.Http.Hooks;

/// <summary>Tells whether a call comes from one who has the secret. All comparing takes the same time wherever texts differ.</summary>
/// <param name="secret">The secret.</param>
/// <param name="time">Tells how old a dated signature is.</param>
internal sealed class HookSignature(string secret, TimeProvider time)
{
    private const string GitHub = "X-Hub-Signature-256";
    private const string GitLabToken = "X-Gitlab-Token";
    private const string Signature = "webhook-signature";
    private const string SecretPrefix = "whsec_";

    // The tolerance that the Standard Webhooks specification proposes.
    private static readonly TimeSpan LongestAge = TimeSpan.FromMinutes(5);

    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Whether a call is signed at all.</summary>
    public static bool IsSigned(IHeaderDictionary headers) =>
        headers.ContainsKey(GitHub) || headers.ContainsKey(GitLabToken) || headers.ContainsKey(Signature);

    /// <summary>Whether a call is signed with the secret. Where several signatures are there, the strongest counts alone.</summary>
    public bool IsValid(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (headers.TryGetValue(GitHub, out var hub)) return IsHubSignature(hub.ToString(), body);
        if (headers.TryGetValue(Signature, out var dated)) return IsDatedSignature(headers, dated.ToString(), body);
        return headers.TryGetValue(GitLabToken, out var token) && AreEqual(Encoding.UTF8.GetBytes(token.ToString()), key);
    }

    /// <summary>As GitHub, Gitea and Forgejo send it: <c>sha256=</c> and HMAC-SHA256 of the body in hex.</summary>
    private bool IsHubSignature(string text, ReadOnlySpan<byte> body)
    {
        const string Prefix = "sha256=";
        var given = new byte[HMACSHA256.HashSizeInBytes];
        return text.Length == Prefix.Length + (2 * given.Length) && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.FromHexString(text.AsSpan(Prefix.Length), given, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(key, body));
    }

    /// <summary>As GitLab signs with a signing token (Standard Webhooks): HMAC-SHA256 of identifier, time and body.</summary>
    private bool IsDatedSignature(IHeaderDictionary headers, string text, ReadOnlySpan<byte> body)
    {
        var stamp = headers["webhook-timestamp"].ToString();
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > LongestAge.TotalSeconds) return false;
        byte[] content = [.. Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{stamp}."), .. body];
        var expected = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(SigningKey(), content)));
        // A sender that changes its secret signs with both for a while.
        return text.Split(' ').Aggregate(false, (found, one) => AreEqual(Encoding.UTF8.GetBytes(one), expected) || found);
    }

    private byte[] SigningKey()
    {
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)) return key;
        var decoded = new byte[secret.Length];
        return Convert.TryFromBase64String(secret[SecretPrefix.Length..], decoded, out var length) ? decoded[..length] : key;
    }

    // Hashes have one length whatever the texts have.
    private static bool AreEqual(byte[] given, byte[] expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(given), SHA256.HashData(expected));
}
