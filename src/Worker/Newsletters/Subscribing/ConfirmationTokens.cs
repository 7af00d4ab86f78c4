using System.Buffers.Binary;
using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Tokens of confirmation links: encrypted with ASP.NET Core data protection, for this purpose alone, good for as long as an unconfirmed sign-up is kept.</summary>
/// <param name="protection">Its keys are shared by all workers.</param>
/// <param name="privacy">How long they are good.</param>
/// <param name="time">The clock that they expire by.</param>
internal sealed class ConfirmationTokens(IDataProtectionProvider protection, PrivacyOptions privacy, TimeProvider time)
{
    private const int StampLength = sizeof(long);

    private readonly IDataProtector protector = protection.CreateProtector("Syndication.Confirm");

    /// <summary>A new token, letters, digits, <c>-</c> and <c>_</c>.</summary>
    /// <remarks>Data protection may write a new key to the database: never call this inside a write transaction.</remarks>
    public string Create(string subscriptionId)
    {
        var content = new byte[StampLength + Encoding.ASCII.GetByteCount(subscriptionId)];
        BinaryPrimitives.WriteInt64BigEndian(content, time.GetUtcNow().ToUnixTimeMilliseconds());
        Encoding.ASCII.GetBytes(subscriptionId, content.AsSpan(StampLength));
        return Base64Url.EncodeToString(protector.Protect(content));
    }

    /// <summary>The subscription's id, or null where the token is not ours.</summary>
    public (TokenStatus Status, string? SubscriptionId) Read(string? token)
    {
        if (Unprotect(token) is not { Length: > StampLength } content) return (TokenStatus.Unknown, null);
        var issued = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(content));
        var status = time.GetUtcNow() - issued > privacy.UnconfirmedRetention ? TokenStatus.Expired : TokenStatus.Valid;
        return (status, Encoding.ASCII.GetString(content, StampLength, content.Length - StampLength));
    }

    private byte[]? Unprotect(string? token)
    {
        if (string.IsNullOrEmpty(token) || !Base64Url.IsValid(token)) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(token);
            // The last character's unused bits carry nothing: only one spelling of a token is one.
            return Base64Url.EncodeToString(bytes) == token ? protector.Unprotect(bytes) : null;
        }
        // Data protection wraps whatever goes wrong: a database that is away does not make a reader's link a wrong one.
        catch (CryptographicException exception) when (!IsDatabaseTrouble(exception))
        {
            return null;
        }
    }

    private static bool IsDatabaseTrouble(Exception? exception) =>
        exception is DbException or TimeoutException || (exception is not null && IsDatabaseTrouble(exception.InnerException));
}
