using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MimeKit;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>Tells what a mail that came in is: a report of a failure, a complaint, an unsubscription, or a machine's answer.</summary>
/// <param name="addresses">Knows the addresses that messages return to.</param>
internal sealed partial class ReturnedMailParser(ReturnAddresses addresses)
{
    /// <summary>The longest mail that is read, in bytes; reports return headers, and our messages stay far below.</summary>
    public const int LongestMail = 2 * 1024 * 1024;

    private const int MostMessageIds = 8;

    /// <summary>Where mail servers write whom a mail was for, the envelope's recipient first.</summary>
    private static readonly string[] RecipientHeaders = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc", "Resent-To"];

    private static readonly string[] ReplyMarks = ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress"];

    private static readonly ParserOptions Options = CreateOptions();

    /// <summary>Reads a mail.</summary>
    /// <param name="mail">Its bytes.</param>
    /// <param name="recipient">The envelope's recipient, where it is known beside the headers.</param>
    public ReturnedMail Parse(ReadOnlyMemory<byte> mail, string? recipient = null)
    {
        if (mail.Length is 0 or > LongestMail) return new ReturnedMail.Unreadable();
        using var stream = new MemoryStream(WithoutEnvelopeLine(mail).ToArray(), writable: false);
        try
        {
            using var message = MimeMessage.Load(Options, stream);
            return Read(message, Recipients(message, recipient));
        }
        catch (Exception exception) when (exception is FormatException or RegexMatchTimeoutException)
        {
            return new ReturnedMail.Unreadable();
        }
    }

    private ReturnedMail Read(MimeMessage message, IReadOnlyList<string> recipients)
    {
        var key = recipients.Select(addresses.FindIn).FirstOrDefault(found => found is not null);
        if (message.BodyParts.OfType<MessageFeedbackReport>().FirstOrDefault() is { } complaint) return ReadComplaint(message, complaint, key);
        if (message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status)
        {
            return new ReturnedMail.Failed(About(message, key, status.StatusGroups), DeliveryStatusReading.FailureOf(status.StatusGroups));
        }

        foreach (var text in recipients)
        {
            if (UnsubscribeAddress().Match(text) is { Success: true } address) return new ReturnedMail.Unsubscription(address.Groups["token"].Value);
        }

        if (PlainBounceReading.Find(message) is { } plain) return new ReturnedMail.Failed(About(message, key, null), plain.Failure);
        return IsAutomatic(message) ? new ReturnedMail.AutomaticReply() : new ReturnedMail.Unreadable();
    }

    private ReturnedMail ReadComplaint(MimeMessage message, MessageFeedbackReport report, ReturnKey? key)
    {
        var kind = report.Fields["Feedback-Type"]?.Trim() ?? "";
        // RFC 5965 §7.3: others, not-spam above all, are no complaint of a reader's.
        if (!kind.Equals("abuse", StringComparison.OrdinalIgnoreCase)) return new ReturnedMail.Unreadable();
        var named = addresses.FindIn(report.Fields["Original-Mail-From"] ?? "") ?? KeyOf(report.Fields["Original-Envelope-Id"]);
        return new ReturnedMail.Complaint(new ReturnedMessage(key ?? named, ReturnedIds(message)));
    }

    private ReturnedMessage About(MimeMessage message, ReturnKey? key, HeaderListCollection? groups)
    {
        var named = groups is { Count: > 0 } ? KeyOf(groups[0]["Original-Envelope-Id"]) : null;
        return new ReturnedMessage(key ?? named, ReturnedIds(message));
    }

    /// <summary>An ENVID of ours has a mac; what a server made up itself has none, and is no key.</summary>
    private ReturnKey? KeyOf(string? envelopeId) => envelopeId is not null && EnvelopeId().IsMatch(envelopeId.Trim()) ? addresses.Read(envelopeId) : null;

    private static ImmutableArray<string> ReturnedIds(MimeMessage message)
    {
        var headers = message.BodyParts.OfType<MessagePart>().Select(part => part.Message?.MessageId)
            // Some servers return the headers as mere text, or the whole message in the text of theirs.
            .Concat(message.BodyParts.OfType<TextPart>().SelectMany(part => ReturnedId().Matches(part.Text).Select(match => match.Groups["id"].Value)));
        return [.. headers.OfType<string>().Where(id => id.Length is > 2 and < 400).Distinct(StringComparer.Ordinal).Take(MostMessageIds)];
    }

    private static IReadOnlyList<string> Recipients(MimeMessage message, string? recipient) =>
        [.. new[] { recipient }.OfType<string>().Concat(RecipientHeaders.SelectMany(name => message.Headers.Where(header => header.Field.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(header => header.Value))];

    private static bool IsAutomatic(MimeMessage message)
    {
        if (message.Headers[HeaderId.AutoSubmitted] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)) return true;
        if (ReplyMarks.Any(message.Headers.Contains)) return true;
        return message.Headers[HeaderId.Precedence]?.Trim() is { } precedence && AutomaticPrecedence().IsMatch(precedence);
    }

    /// <summary>A mail server's pipe may write an mbox line in front.</summary>
    private static ReadOnlyMemory<byte> WithoutEnvelopeLine(ReadOnlyMemory<byte> mail)
    {
        if (!mail.Span.StartsWith("From "u8)) return mail;
        var end = mail.Span.IndexOf((byte)'\n');
        return end < 0 ? mail : mail[(end + 1)..];
    }

    private static ParserOptions CreateOptions()
    {
        var options = ParserOptions.Default.Clone();
        options.MaxMimeDepth = 10;
        return options;
    }

    [GeneratedRegex(@"unsubscribe\+(?<token>[A-Za-z2-7]{27,64})@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex UnsubscribeAddress();

    [GeneratedRegex(@"^[A-Za-z2-7]{1,64}\.[A-Za-z2-7]{16}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex EnvelopeId();

    [GeneratedRegex(@"^[> \t]{0,8}Message-ID:[ \t]{0,8}(\r?\n[ \t]{1,8})?<(?<id>[!-;=?-~]{3,400})>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex ReturnedId();

    [GeneratedRegex(@"^(auto_reply|bulk|junk|list)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AutomaticPrecedence();
}
