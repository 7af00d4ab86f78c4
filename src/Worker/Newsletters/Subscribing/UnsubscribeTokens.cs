using System.Security.Cryptography;
using System.Text;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Tokens of unsubscribe links: the subscription's random id and 130 bits of its HMAC-SHA-256, which never expire.</summary>
/// <remarks>
/// Their key is not one of data protection's, whose keys rotate: a link must work in a mail of years ago.
/// Lower-case letters and digits, 52 of them, so that <c>unsubscribe+token</c> is a local part of at most 64 octets
/// that relays may fold to one case.
/// </remarks>
/// <param name="secrets">Holds the key.</param>
internal sealed class UnsubscribeTokens(SecretStore secrets)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int MacLength = 26;

    /// <summary>The token, always the same for a subscription.</summary>
    public string Create(string subscriptionId) => subscriptionId + Mac(subscriptionId);

    /// <summary>The subscription's id, or null where the token is not ours.</summary>
    public string? Read(string? token)
    {
        if (token is not { Length: > MacLength and <= 128 }) return null;
        var folded = token.ToLowerInvariant();
        var id = folded[..^MacLength];
        var given = Encoding.UTF8.GetBytes(folded[^MacLength..]);
        return CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Mac(id))) ? id : null;
    }

    private string Mac(string subscriptionId)
    {
        var hash = HMACSHA256.HashData(secrets.Get(SecretStore.UnsubscribeTokens), Encoding.UTF8.GetBytes("unsubscribe\0" + subscriptionId));
        return string.Create(MacLength, hash, static (letters, bytes) =>
        {
            for (var index = 0; index < letters.Length; index++)
            {
                var bit = index * 5;
                var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                letters[index] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
