using MimeKit;

namespace Syndication.Worker.Mail;

/// <summary>A message with its SMTP envelope.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Message">The message.</param>
/// <param name="Sender">MAIL FROM.</param>
/// <param name="Recipient">RCPT TO.</param>
internal sealed record OutgoingMessage(string DeliveryId, MimeMessage Message, string Sender, string Recipient)
{
    /// <summary>What the server's reports name the message by (ENVID, RFC 3461 §4.4); null for nothing.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>Its length in octets, but for SMTPUTF8; null where it has not been measured.</summary>
    public long? Size { get; init; }
}
