using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Syndication.Worker.Mail;

/// <summary>Asks servers that know RFC 3461 to report failures alone, and to return no more than the headers.</summary>
internal sealed class ReportingSmtpClient : SmtpClient
{
    /// <summary>Creates a client.</summary>
    public ReportingSmtpClient() => DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;

    /// <summary>The ENVID of the message that is sent next; null for none.</summary>
    public string? EnvelopeId { get; set; }

    /// <inheritdoc/>
    protected override string? GetEnvelopeId(MimeMessage message) => EnvelopeId;

    /// <inheritdoc/>
    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) => DeliveryStatusNotification.Failure;
}
