using System.Globalization;
using System.Text;
using MimeKit;

namespace MailKit.Net.Smtp;

public partial class SmtpClient
{
    /// <summary>The envelope's id (RFC 3461 §4.4), which bounces return; null for none. Used where the server knows DSN.</summary>
    protected virtual string? GetEnvelopeId(MimeMessage message) => null;

    /// <summary>When the server reports on a recipient; null leaves it to the server. Used where the server knows DSN.</summary>
    protected virtual DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) => null;

    /// <summary>The sender was accepted.</summary>
    protected virtual void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
    }

    /// <summary>The sender was refused; throws unless overridden.</summary>
    protected virtual void OnSenderNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        throw new SmtpCommandException(SmtpErrorCode.SenderNotAccepted, response.StatusCode, mailbox, response.Response);

    /// <summary>A recipient was accepted.</summary>
    protected virtual void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
    }

    /// <summary>A recipient was refused; throws unless overridden.</summary>
    protected virtual void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, mailbox, response.Response);

    /// <summary>No recipient was accepted; the send then fails.</summary>
    protected virtual void OnNoRecipientsAccepted(MimeMessage message)
    {
    }

    private string MailFromCommand(SmtpEnvelope envelope, long size)
    {
        var utf8 = envelope.Extensions.HasFlag(SmtpExtensions.UTF8);
        var command = new StringBuilder("MAIL FROM:<").Append(envelope.Sender.GetAddress(idnEncode: !utf8)).Append('>');
        if (utf8)
            command.Append(" SMTPUTF8");
        if (Can(SmtpCapabilities.Size) && size >= 0)
            command.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        if (envelope.Extensions.HasFlag(SmtpExtensions.BinaryMime))
            command.Append(" BODY=BINARYMIME");
        else if (envelope.Extensions.HasFlag(SmtpExtensions.EightBitMime))
            command.Append(" BODY=8BITMIME");
        if (Can(SmtpCapabilities.Dsn))
            AppendDsn(command, envelope.Message);
        if (RequireTLS && Can(SmtpCapabilities.RequireTLS) && !envelope.Message.Headers.Contains(HeaderId.TLSRequired))
            command.Append(" REQUIRETLS");
        return command.Append("\r\n").ToString();
    }

    private void AppendDsn(StringBuilder command, MimeMessage message)
    {
        if (GetEnvelopeId(message) is { Length: > 0 } id)
            command.Append(" ENVID=").Append(XText(id));
        command.Append(DeliveryStatusNotificationType switch
        {
            DeliveryStatusNotificationType.Full => " RET=FULL",
            DeliveryStatusNotificationType.HeadersOnly => " RET=HDRS",
            _ => string.Empty,
        });
    }

    private string RcptToCommand(SmtpEnvelope envelope, MailboxAddress recipient)
    {
        var address = recipient.GetAddress(idnEncode: !Can(SmtpCapabilities.UTF8));
        var command = new StringBuilder("RCPT TO:<").Append(address).Append('>');
        if (Can(SmtpCapabilities.Dsn) && GetDeliveryStatusNotifications(envelope.Message, recipient) is { } notify)
            command.Append(" NOTIFY=").Append(NotifyText(notify)).Append(" ORCPT=rfc822;").Append(XText(address));
        return command.Append("\r\n").ToString();
    }

    private static string NotifyText(DeliveryStatusNotification notify)
    {
        if (notify == DeliveryStatusNotification.Never)
            return "NEVER";
        var words = new List<string>();
        if (notify.HasFlag(DeliveryStatusNotification.Success))
            words.Add("SUCCESS");
        if (notify.HasFlag(DeliveryStatusNotification.Failure))
            words.Add("FAILURE");
        if (notify.HasFlag(DeliveryStatusNotification.Delay))
            words.Add("DELAY");
        return string.Join(',', words);
    }

    // RFC 3461 §4: printable ASCII but "+" and "=" stands for itself.
    private static string XText(string value)
    {
        var encoded = new StringBuilder(value.Length);
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (b is >= 33 and <= 126 and not ((byte)'+' or (byte)'='))
                encoded.Append((char)b);
            else
                encoded.Append('+').Append(Convert.ToHexString([b]));
        }

        return encoded.ToString();
    }

    private void HandleMailFrom(SmtpEnvelope envelope, SmtpResponse response)
    {
        if ((int)response.StatusCode is >= 250 and < 260)
            OnSenderAccepted(envelope.Message, envelope.Sender, response);
        else if (response.StatusCode == SmtpStatusCode.AuthenticationRequired)
            throw new ServiceNotAuthenticatedException(response.Response);
        else
            OnSenderNotAccepted(envelope.Message, envelope.Sender, response);
    }

    private bool HandleRcptTo(SmtpEnvelope envelope, MailboxAddress recipient, SmtpResponse response)
    {
        if ((int)response.StatusCode < 300)
        {
            OnRecipientAccepted(envelope.Message, recipient, response);
            return true;
        }

        if (response.StatusCode == SmtpStatusCode.AuthenticationRequired)
            throw new ServiceNotAuthenticatedException(response.Response);
        OnRecipientNotAccepted(envelope.Message, recipient, response);
        return false;
    }
}
