using System.Text;
using MimeKit;
using MimeKit.Cryptography;
using MimeKit.IO;

namespace Syndication.Worker.Mail;

/// <summary>Builds the message for one reader and signs it.</summary>
/// <param name="signer">Signs it; null for no signature.</param>
/// <param name="time">Dates it.</param>
internal sealed class MessageBuilder(DkimSigner? signer, TimeProvider time)
{
    /// <summary>Signed when there, and once more than there, so that none can be added (RFC 6376 §5.4.2).</summary>
    private static readonly string[] Signed =
    [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Reply-To", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
        "List-Help", "Auto-Submitted", "Precedence", "Feedback-ID",
    ];

    /// <summary>How messages are written: CRLF, a line end at the end, folded early enough for RFC 2047's limit.</summary>
    public static FormatOptions Format { get; } = CreateFormat();

    /// <summary>The Message-ID of a delivery, the same at every attempt, without angle brackets.</summary>
    public static string MessageIdOf(string deliveryId, MailAddress from) => deliveryId + "@" + from.Domain;

    /// <summary>How many octets a message has when it is sent.</summary>
    public static long Measure(MimeMessage message)
    {
        using var measure = new MeasuringStream();
        message.WriteTo(Format, measure);
        return measure.Length;
    }

    /// <summary>Builds a message.</summary>
    public MimeMessage Build(Envelope envelope, EncodedContent content)
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress(envelope.From.Name, envelope.From.Address));
        message.To.Add(new MailboxAddress("", envelope.To));
        if (envelope.ReplyTo is { } replyTo) message.ReplyTo.Add(new MailboxAddress(replyTo.Name, replyTo.Address));
        message.Subject = content.Subject;
        SetRaw(message, HeaderId.Subject, HeaderText.Unstructured("Subject", content.Subject));
        SetNamed(message, HeaderId.From, envelope.From);
        if (envelope.ReplyTo is not null) SetNamed(message, HeaderId.ReplyTo, envelope.ReplyTo);
        message.Date = time.GetUtcNow();
        message.MessageId = MessageIdOf(envelope.DeliveryId, envelope.From);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (envelope.List is { } list) AddList(message, list, envelope.From);
        // Before signing: the library adds it only when it writes the message.
        message.MimeVersion = new Version(1, 0);
        message.Body = BuildBody(envelope, content);
        if (signer is not null) Sign(signer, message);
        return message;
    }

    private static void SetRaw(MimeMessage message, HeaderId id, byte[] value) => message.Headers[message.Headers.IndexOf(id)].SetRawValue(value);

    private static void SetNamed(MimeMessage message, HeaderId id, MailAddress address)
    {
        var encoded = MailboxAddress.EncodeAddrspec(address.Address);
        if (address.Name.Length > 0 && Ascii.IsValid(encoded)) SetRaw(message, id, HeaderText.Named(id.ToHeaderName(), address.Name, encoded));
    }

    private static void AddList(MimeMessage message, MailingList list, MailAddress from)
    {
        var id = $"{list.Label}.{from.Domain}";
        message.Headers.Add(HeaderId.ListId, $"<{id}>");
        if (Ascii.IsValid(id)) SetRaw(message, HeaderId.ListId, HeaderText.Named("List-Id", list.Title, id));
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{list.Unsubscribe.AbsoluteUri}>, <mailto:{list.UnsubscribeMail}?subject=unsubscribe>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add(HeaderId.ListHelp, $"<{list.Help.AbsoluteUri}>");
        message.Headers.Add(HeaderId.Precedence, "bulk");
        message.Headers.Add("Feedback-ID", FeedbackId(list, from));
    }

    /// <summary>Edition, list, kind, sender: at most 60 characters, the sender's part 5 to 15 as mailbox providers ask.</summary>
    private static string FeedbackId(MailingList list, MailAddress from)
    {
        var sender = new string([.. from.Domain.Where(char.IsAsciiLetterOrDigit)]);
        sender = sender.Length > 15 ? sender[..15] : sender.PadRight(5, 'x');
        var label = list.Label.Length > 20 ? list.Label[..20] : list.Label;
        return $"{list.EditionId[..Math.Min(12, list.EditionId.Length)]}:{label}:digest:{sender}";
    }

    private static MimeEntity BuildBody(Envelope envelope, EncodedContent content)
    {
        var text = new TextPart("plain")
        {
            Content = new MimeContent(content.Text.Fill(envelope.PersonalParts), ContentEncoding.QuotedPrintable),
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        text.ContentType.Charset = "utf-8";
        text.ContentType.Format = "flowed";
        if (content.Html is null) return text;
        var escaped = envelope.PersonalParts.ToDictionary(part => part.Key, part => System.Net.WebUtility.HtmlEncode(part.Value), StringComparer.Ordinal);
        var html = new TextPart("html")
        {
            Content = new MimeContent(content.Html.Fill(escaped), ContentEncoding.QuotedPrintable),
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        html.ContentType.Charset = "utf-8";
        // "=_" never occurs in quoted-printable, so no body line can be taken for the boundary (RFC 2045 §6.7).
        return new HeldAlternative(text, html) { Boundary = "=_" + envelope.DeliveryId };
    }

    private static void Sign(DkimSigner signer, MimeMessage message)
    {
        var fields = new List<string>();
        foreach (var name in Signed)
        {
            var isThere = name is "Content-Type" or "MIME-Version" || message.Headers.Contains(name);
            if (isThere) fields.Add(name);
            fields.Add(name);
        }

        signer.Sign(Format, message, fields);
    }

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        format.MaxLineLength = 72;
        return format;
    }
}
