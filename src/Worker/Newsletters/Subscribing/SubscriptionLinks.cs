using Syndication.Worker.Model;
namespace Syndication.Worker.Newsletters.Subscribing;
/// <summary>Placeholder until the merge.</summary>
internal sealed class SubscriptionLinks(ServiceOptions service)
{
    private readonly string origin = service.PublicUrl.AbsoluteUri.TrimEnd('/');
    /// <summary>Confirm.</summary>
    public Uri Confirm(string subscriptionId) => new(origin + "/confirm?token=" + subscriptionId);
    /// <summary>Unsubscribe.</summary>
    public Uri Unsubscribe(string subscriptionId) => new(origin + "/unsubscribe?token=" + UnsubscribeMailToken(subscriptionId));
    /// <summary>Token.</summary>
    public string UnsubscribeMailToken(string subscriptionId) => subscriptionId + subscriptionId;
}
