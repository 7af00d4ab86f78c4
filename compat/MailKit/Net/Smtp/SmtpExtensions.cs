namespace MailKit.Net.Smtp;

/// <summary>What a message asks of the server in MAIL FROM.</summary>
[Flags]
internal enum SmtpExtensions
{
    None = 0,
    EightBitMime = 1 << 0,
    BinaryMime = 1 << 1,
    UTF8 = 1 << 2,
}
