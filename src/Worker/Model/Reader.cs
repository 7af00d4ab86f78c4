using System.Collections.Immutable;

namespace Syndication.Worker.Model;

/// <summary>A person with everything they subscribe to.</summary>
/// <param name="Subscriber">The person.</param>
/// <param name="AddressKey">Equal for all spellings of the address.</param>
/// <param name="Subscriptions">By newsletter, those that ended included.</param>
public sealed record Reader(Subscriber Subscriber, string AddressKey, ImmutableArray<Subscription> Subscriptions)
{
    /// <summary>The subscription to a newsletter, or null.</summary>
    public Subscription? Find(string newsletter) => Subscriptions.FirstOrDefault(subscription => subscription.Newsletter == newsletter);
}
