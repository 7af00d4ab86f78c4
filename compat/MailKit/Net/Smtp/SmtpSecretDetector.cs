namespace MailKit.Net.Smtp;

/// <summary>Finds what must not be logged: the answers to AUTH.</summary>
internal sealed class SmtpSecretDetector : IAuthenticationSecretDetector
{
    public bool IsAuthenticating { get; set; }

    public IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (!IsAuthenticating)
            return [];

        // AUTH and the mechanism may be read; every other line is an answer. A command always comes in one piece.
        var line = buffer.AsSpan(offset, count);
        var start = 0;
        if (line.StartsWith("AUTH "u8))
        {
            var space = line[5..].IndexOf((byte)' ');
            if (space < 0)
                return [];
            start = 5 + space + 1;
        }

        var length = line[start..].TrimEnd("\r\n"u8).Length;
        return length == 0 ? [] : [new AuthenticationSecret(offset + start, length)];
    }
}
