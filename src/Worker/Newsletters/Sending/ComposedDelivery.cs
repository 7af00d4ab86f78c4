using Syndication.Worker.Mail;
using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>What composing a delivery's message came to.</summary>
internal abstract record ComposedDelivery
{
    /// <summary>It can be sent.</summary>
    /// <param name="Delivery">The delivery, pointing to the variant that it carries.</param>
    /// <param name="Outgoing">The message.</param>
    internal sealed record Ready(ClaimedDelivery Delivery, OutgoingMessage Outgoing) : ComposedDelivery;

    /// <summary>A post's file has just changed, and the state that holds it is about to come; or another worker knows newer posts; or its edition is held.</summary>
    internal sealed record NotYet : ComposedDelivery;

    /// <summary>Nothing is left to send.</summary>
    /// <param name="Reason">Why.</param>
    internal sealed record Nothing(string Reason) : ComposedDelivery;
}
