using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>The addresses that messages return to: <c>bounce+delivery.mac@…</c>, so that each tells which delivery it is about, and nobody can make one up.</summary>
/// <param name="mail">The address that messages return to, where one is configured.</param>
/// <param name="secrets">Holds the macs' key.</param>
internal sealed partial class ReturnAddresses(MailOptions mail, SecretStore secrets)
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    // 80 bits. Lower-case letters and digits, since relays may fold the case of a local part.
    private const int MacLength = 16;

    /// <summary>MAIL FROM of a delivery's message: the address that it returns to, or the sender's own where none is configured.</summary>
    public string SenderOf(string deliveryId, MailAddress from) =>
        mail.Bounces is { } bounces ? $"{bounces.LocalPart}+{KeyOf(deliveryId)}@{bounces.Domain}" : from.Address;

    /// <summary>What names a delivery in the envelope, there and in its ENVID: its identifier with the mac.</summary>
    public string KeyOf(string deliveryId) => deliveryId + "." + Mac(deliveryId);

    /// <summary>The domain of <c>unsubscribe+token@…</c>: one mailbox takes both.</summary>
    public string UnsubscribeDomain(MailAddress from) => mail.Bounces?.Domain ?? from.Domain;

    /// <summary>Looks for a return address in a header's text.</summary>
    /// <returns>Null where there is none.</returns>
    public ReturnKey? FindIn(string text)
    {
        if (mail.Bounces is not { } bounces) return null;
        foreach (Match match in Tagged().Matches(text))
        {
            var isOurs = match.Groups["local"].Value.Equals(bounces.LocalPart, StringComparison.OrdinalIgnoreCase)
                && match.Groups["domain"].Value.Equals(bounces.Domain, StringComparison.OrdinalIgnoreCase);
            if (isOurs) return Read(match.Groups["key"].Value);
        }

        return null;
    }

    /// <summary>Reads what <see cref="KeyOf"/> wrote.</summary>
    public ReturnKey Read(string key)
    {
        var folded = key.Trim().ToLowerInvariant();
        var dot = folded.LastIndexOf('.');
        if (dot is < 1 or > 64) return ReturnKey.Wrong;
        var given = Encoding.UTF8.GetBytes(folded[(dot + 1)..]);
        return CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Mac(folded[..dot]))) ? new ReturnKey(folded[..dot]) : ReturnKey.Wrong;
    }

    private string Mac(string deliveryId)
    {
        var hash = HMACSHA256.HashData(secrets.Get(SecretStore.ReturnAddresses), Encoding.UTF8.GetBytes("bounce\0" + deliveryId));
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

    [GeneratedRegex(@"(?<local>[A-Za-z0-9._-]{1,20})\+(?<key>[A-Za-z0-9.]{1,90})@(?<domain>[A-Za-z0-9.-]{1,253})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tagged();
}
