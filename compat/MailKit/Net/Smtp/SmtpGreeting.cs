using System.Globalization;

namespace MailKit.Net.Smtp;

/// <summary>What a server's EHLO reply says.</summary>
internal sealed record SmtpGreeting(SmtpCapabilities Capabilities, IReadOnlyList<string> Mechanisms, uint MaxSize)
{
    public static SmtpGreeting Parse(string reply)
    {
        var capabilities = SmtpCapabilities.None;
        var mechanisms = new List<string>();
        var maxSize = 0u;
        foreach (var line in reply.Split('\n'))
        {
            var words = line.Split([' ', '\t', '\r', '='], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;

            var capability = Capability(words[0].ToUpperInvariant(), words.Length > 1);
            capabilities |= capability;
            if (capability == SmtpCapabilities.Authentication)
                mechanisms.AddRange(words[1..]);
            else if (capability == SmtpCapabilities.Size && uint.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                maxSize = size;
        }

        return new SmtpGreeting(capabilities, mechanisms, maxSize);
    }

    private static SmtpCapabilities Capability(string keyword, bool hasValue) => (keyword, hasValue) switch
    {
        ("AUTH" or "X-EXPS", true) => SmtpCapabilities.Authentication,
        ("SIZE", true) => SmtpCapabilities.Size,
        ("DSN", false) => SmtpCapabilities.Dsn,
        ("BINARYMIME", false) => SmtpCapabilities.BinaryMime,
        ("CHUNKING", false) => SmtpCapabilities.Chunking,
        ("ENHANCEDSTATUSCODES", false) => SmtpCapabilities.EnhancedStatusCodes,
        ("8BITMIME", false) => SmtpCapabilities.EightBitMime,
        ("PIPELINING", false) => SmtpCapabilities.Pipelining,
        ("STARTTLS", false) => SmtpCapabilities.StartTLS,
        ("SMTPUTF8", false) => SmtpCapabilities.UTF8,
        ("REQUIRETLS", false) => SmtpCapabilities.RequireTLS,
        _ => SmtpCapabilities.None,
    };
}
