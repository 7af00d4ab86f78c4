using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Bounces;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Each reader's own links, and what the headers of a newsletter's messages say of it.</summary>
/// <param name="links">The readers' own links.</param>
/// <param name="service">Where the service answers.</param>
/// <param name="privacy">Whether headers may name what the newsletter is about.</param>
/// <param name="returns">Where mail to us comes in.</param>
internal sealed class ReaderLinks(SubscriptionLinks links, ServiceOptions service, PrivacyOptions privacy, ReturnAddresses returns)
{
    private readonly Uri help = new(service.PublicUrl.AbsoluteUri.TrimEnd('/') + "/subscribe");

    /// <summary>Where a reader confirms.</summary>
    public string Confirm(string subscriptionId) => links.Confirm(subscriptionId).AbsoluteUri;

    /// <summary>Where a reader's preferences are.</summary>
    /// <param name="subscriptionId">A subscription of the reader.</param>
    /// <param name="isRequested">Whether its mail goes out because the reader asked for it just now.</param>
    public string Preferences(string subscriptionId, bool isRequested) => links.Preferences(subscriptionId, isRequested).AbsoluteUri;

    /// <summary>A message with the envelope that tells, when it comes back, which delivery it was.</summary>
    public OutgoingMessage Address(ClaimedDelivery delivery, MimeMessage message, MailAddress from) =>
        new(delivery.Id, message, returns.SenderOf(delivery.Id, from), delivery.Address) { EnvelopeId = returns.KeyOf(delivery.Id), Size = MessageBuilder.Measure(message) };

    /// <summary>The list headers of one reader's message of an edition.</summary>
    public MailingList ListFor(NewsletterOptions newsletter, string subscriptionId, string editionId)
    {
        // A list's name may be a diagnosis; a hash of it still sorts mail into one folder.
        var label = privacy.NeutralSubjects ? "list-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(newsletter.Name)))[..10] : newsletter.Name;
        return new MailingList(privacy.NeutralSubjects ? "" : newsletter.Title, label, links.Unsubscribe(subscriptionId),
            $"unsubscribe+{links.UnsubscribeMailToken(subscriptionId)}@{returns.UnsubscribeDomain(newsletter.From)}", help, editionId);
    }
}
