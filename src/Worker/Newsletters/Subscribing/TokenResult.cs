using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What following a link led to.</summary>
/// <param name="Status">What the link's token is worth.</param>
/// <param name="Subscription">The subscription as it now is; null where the token is not valid, or an unsubscribed one is no longer kept.</param>
internal sealed record TokenResult(TokenStatus Status, Subscription? Subscription);
