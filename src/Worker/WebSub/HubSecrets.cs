using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Syndication.Worker.WebSub;

/// <summary>Keeps subscribers' secrets encrypted with ASP.NET Core data protection, for this purpose alone.</summary>
/// <param name="protection">Its keys are shared by all workers.</param>
internal sealed class HubSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Syndication.HubSecrets");

    /// <summary>A secret as it is stored.</summary>
    /// <remarks>Data protection may write a new key to the database: never call this inside a write transaction.</remarks>
    public string Protect(string secret) => protector.Protect(secret);

    /// <summary>A stored secret; null where its key is gone.</summary>
    public string? Unprotect(string stored)
    {
        try
        {
            return protector.Unprotect(stored);
        }
        // Data protection wraps whatever goes wrong; a database that is away does not make a key gone.
        catch (CryptographicException exception) when (!IsDatabaseTrouble(exception))
        {
            return null;
        }
    }

    private static bool IsDatabaseTrouble(Exception? exception) =>
        exception is DbException or TimeoutException || (exception is not null && IsDatabaseTrouble(exception.InnerException));
}
