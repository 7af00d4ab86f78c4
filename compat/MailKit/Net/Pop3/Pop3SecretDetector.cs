namespace MailKit.Net.Pop3;

/// <summary>Finds what must not be logged: names, passwords and the answers to AUTH.</summary>
internal sealed class Pop3SecretDetector : IAuthenticationSecretDetector
{
    public bool IsAuthenticating { get; set; }

    public IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (!IsAuthenticating)
            return [];

        // The command and the mechanism may be read; a command always comes in one piece.
        var line = buffer.AsSpan(offset, count);
        var start = 0;
        if (line.StartsWith("USER "u8) || line.StartsWith("PASS "u8) || line.StartsWith("APOP "u8))
        {
            start = 5;
        }
        else if (line.StartsWith("AUTH "u8))
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
