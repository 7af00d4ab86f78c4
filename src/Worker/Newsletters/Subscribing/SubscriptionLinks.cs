using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>The personal links that mails carry: absolute, opaque, without the reader's address.</summary>
/// <param name="service">Where the service answers.</param>
/// <param name="confirmations">Tokens that confirm.</param>
/// <param name="unsubscriptions">Tokens that unsubscribe.</param>
/// <param name="preferences">Tokens that lead to preferences.</param>
internal sealed class SubscriptionLinks(ServiceOptions service, ConfirmationTokens confirmations, UnsubscribeTokens unsubscriptions, PreferenceTokens preferences)
{
    private readonly string origin = service.PublicUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Where a reader confirms a subscription; good for <c>Privacy:UnconfirmedRetention</c>, different at each call.</summary>
    /// <remarks>May write to the database (a new data protection key): never call it inside a write transaction.</remarks>
    public Uri Confirm(string subscriptionId) => new(origin + "/confirm?token=" + confirmations.Create(subscriptionId));

    /// <summary>Where a reader unsubscribes, by hand or by RFC 8058's POST; always the same and never expires.</summary>
    public Uri Unsubscribe(string subscriptionId) => new(origin + "/unsubscribe?token=" + UnsubscribeMailToken(subscriptionId));

    /// <summary>Where a reader's preferences are; expires, different at each call.</summary>
    /// <param name="subscriptionId">A subscription of the reader.</param>
    /// <param name="isRequested">Whether its mail goes out because the reader asked for it just now.</param>
    /// <remarks>May write to the database (a new data protection key): never call it inside a write transaction.</remarks>
    public Uri Preferences(string subscriptionId, bool isRequested) => new(origin + "/preferences?token=" + preferences.Create(subscriptionId, isRequested));

    /// <summary>The same token for <c>unsubscribe+token@…</c>: 52 lower-case letters and digits.</summary>
    public string UnsubscribeMailToken(string subscriptionId) => unsubscriptions.Create(subscriptionId);
}
