using Microsoft.AspNetCore.DataProtection;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Tokens of confirmation links, good for as long as an unconfirmed sign-up is kept.</summary>
/// <param name="protection">Its keys are shared by all workers.</param>
/// <param name="privacy">How long they are good.</param>
/// <param name="time">The clock that they expire by.</param>
internal sealed class ConfirmationTokens(IDataProtectionProvider protection, PrivacyOptions privacy, TimeProvider time)
{
    private readonly ExpiringTokens tokens = new(protection, "Syndication.Confirm", time);

    /// <summary>A new token, letters, digits, <c>-</c> and <c>_</c>.</summary>
    /// <remarks>Data protection may write a new key to the database: never call this inside a write transaction.</remarks>
    public string Create(string subscriptionId) => tokens.Create(subscriptionId);

    /// <summary>The subscription's id, or null where the token is not ours.</summary>
    public (TokenStatus Status, string? SubscriptionId) Read(string? token) => tokens.Read(token) switch
    {
        { Content: { Length: > 0 } id, Age: var age } => (age > privacy.UnconfirmedRetention ? TokenStatus.Expired : TokenStatus.Valid, id),
        _ => (TokenStatus.Unknown, null),
    };
}
