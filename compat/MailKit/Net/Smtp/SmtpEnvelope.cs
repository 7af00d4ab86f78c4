using MimeKit;

namespace MailKit.Net.Smtp;

/// <summary>A message on its way: from whom, to whom, and how it is written.</summary>
internal sealed record SmtpEnvelope(
    FormatOptions Options, MimeMessage Message, MailboxAddress Sender, IReadOnlyList<MailboxAddress> Recipients, SmtpExtensions Extensions);
