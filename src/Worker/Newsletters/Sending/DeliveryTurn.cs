using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>A delivery that has its turn on a connection.</summary>
/// <param name="Delivery">The delivery, leased.</param>
/// <param name="Pace">The pace of its reader's domain.</param>
/// <param name="Begun">When its turn began, since the process did.</param>
internal sealed record DeliveryTurn(ClaimedDelivery Delivery, DomainPace Pace, TimeSpan Begun);
