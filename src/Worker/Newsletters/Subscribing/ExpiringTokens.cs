using System.Buffers.Binary;
using System.Buffers.Text;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Opaque tokens of one purpose that know when they were made: encrypted with ASP.NET Core data protection, whose keys all workers share.</summary>
/// <param name="protection">Its keys.</param>
/// <param name="purpose">A token of another purpose is none.</param>
/// <param name="time">Stamps them.</param>
internal sealed class ExpiringTokens(IDataProtectionProvider protection, string purpose, TimeProvider time)
{
    private const int StampLength = sizeof(long);

    private readonly IDataProtector protector = protection.CreateProtector(purpose);

    /// <summary>A new token, letters, digits, <c>-</c> and <c>_</c>.</summary>
    /// <param name="content">ASCII.</param>
    /// <remarks>Data protection may write a new key to the database: never call this inside a write transaction.</remarks>
    public string Create(string content)
    {
        var bytes = new byte[StampLength + Encoding.ASCII.GetByteCount(content)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.GetUtcNow().ToUnixTimeMilliseconds());
        Encoding.ASCII.GetBytes(content, bytes.AsSpan(StampLength));
        return Base64Url.EncodeToString(protector.Protect(bytes));
    }

    /// <summary>What a token holds and how long ago it was made, or null where it is not ours.</summary>
    public (string Content, TimeSpan Age)? Read(string? token)
    {
        if (Unprotect(token) is not { Length: >= StampLength } bytes) return null;
        var issued = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
        return (Encoding.ASCII.GetString(bytes, StampLength, bytes.Length - StampLength), time.GetUtcNow() - issued);
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
