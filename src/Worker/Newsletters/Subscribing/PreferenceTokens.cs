using Microsoft.AspNetCore.DataProtection;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Tokens of links to a reader's preferences: those of digests for 30 days, those that were asked for a day.</summary>
/// <param name="protection">Its keys are shared by all workers.</param>
/// <param name="time">The clock that they expire by.</param>
internal sealed class PreferenceTokens(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long the link in a digest is good.</summary>
    public static readonly TimeSpan DigestLifetime = TimeSpan.FromDays(30);

    /// <summary>How long a link that was asked for is good.</summary>
    public static readonly TimeSpan RequestedLifetime = TimeSpan.FromHours(24);

    private const char Digest = 'd';
    private const char Requested = 'r';

    private readonly ExpiringTokens tokens = new(protection, "Syndication.Preferences", time);

    /// <summary>A new token.</summary>
    /// <param name="subscriptionId">A subscription of the reader.</param>
    /// <param name="isRequested">Whether its mail goes out because the reader asked for it just now.</param>
    /// <remarks>Data protection may write a new key to the database: never call this inside a write transaction.</remarks>
    public string Create(string subscriptionId, bool isRequested) => tokens.Create((isRequested ? Requested : Digest) + subscriptionId);

    /// <summary>What a token is worth.</summary>
    public PreferenceTicket Read(string? token)
    {
        if (tokens.Read(token) is not { Content: { Length: > 1 } content, Age: var age }) return PreferenceTicket.Unknown;
        var isRequested = content[0] == Requested;
        var status = age > (isRequested ? RequestedLifetime : DigestLifetime) ? TokenStatus.Expired : TokenStatus.Valid;
        return new PreferenceTicket(status, content[1..], isRequested);
    }
}
