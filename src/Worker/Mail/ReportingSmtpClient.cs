using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using MimeKit.IO;

namespace Syndication.Worker.Mail;

/// <summary>Asks servers that know RFC 3461 to report failures alone, and to return no more than the headers.</summary>
internal sealed class ReportingSmtpClient : SmtpClient
{
    /// <summary>Creates a client.</summary>
    public ReportingSmtpClient() => DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly;

    /// <summary>The ENVID of the message that is sent next; null for none.</summary>
    public string? EnvelopeId { get; set; }

    /// <summary>The length of the message that is sent next, in octets; null where it has to be measured.</summary>
    public long? Size { get; set; }

    /// <inheritdoc/>
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken)
    {
        if (Size is { } size) return Task.FromResult(size);
        // At once: a message that is held would wait for its permit while it is measured.
        using var measure = new MeasuringStream();
        message.WriteTo(options, measure, cancellationToken);
        return Task.FromResult(measure.Length);
    }

    /// <inheritdoc/>
    protected override string? GetEnvelopeId(MimeMessage message) => EnvelopeId;

    /// <inheritdoc/>
    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) => DeliveryStatusNotification.Failure;
}
