using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Limits;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Opens ways out, at the pace that is allowed.</summary>
/// <param name="mail">Where messages go.</param>
/// <param name="destination">Whether the way out is open.</param>
/// <param name="pace">How fast.</param>
/// <param name="deliveries">Takes back what cannot leave.</param>
/// <param name="log">Where trouble is reported.</param>
internal sealed class MailTransports(MailOptions mail, DestinationHealth destination, SendingPace pace, DeliveryStore deliveries, DeliveryLog log)
{
    /// <summary>How many work in parallel.</summary>
    public int Count => mail.MaxConnections;

    /// <summary>Whether all of them together keep to a rate, so that each message has to wait for its moment.</summary>
    public bool IsPaced => mail.RatePerSecond > 0;

    /// <summary>A way out, not open yet.</summary>
    public IMailTransport Create() => mail.Transport == MailTransportKind.Pickup ? new PickupTransport(mail.PickupFolder) : new SmtpTransport(mail, log.Time);

    /// <summary>Waits for its turn and makes a way out ready; returns why it cannot be.</summary>
    public async Task<MailOutcome?> OpenAsync(IMailTransport transport, CancellationToken stopping)
    {
        await pace.WaitAsync(stopping);
        return await transport.OpenAsync(stopping);
    }

    /// <summary>Puts a delivery back untried: a server that cannot be reached says nothing about its reader.</summary>
    public async Task GiveBackAsync(ClaimedDelivery delivery, MailOutcome trouble)
    {
        if (destination.Fail(ReplyText.WithoutAddresses(trouble.Reply))) log.DestinationFailed(destination.Trouble ?? "");
        await deliveries.GiveBackAsync(delivery, trouble.Reply, null);
    }
}
