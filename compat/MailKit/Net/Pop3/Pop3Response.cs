namespace MailKit.Net.Pop3;

/// <summary>The first line of an answer (RFC 1939 §3).</summary>
/// <param name="Status">+OK, -ERR, or + where more is asked for.</param>
/// <param name="Text">What stands behind it.</param>
internal sealed record Pop3Response(string Status, string Text)
{
    public bool IsOk => Status == "+OK";

    public bool AsksForMore => Status == "+";

    /// <summary>Reads a line.</summary>
    /// <exception cref="Pop3ProtocolException">It is no answer.</exception>
    public static Pop3Response Parse(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var status = space < 0 ? line : line[..space];
        if (status is not ("+OK" or "-ERR" or "+"))
            throw new Pop3ProtocolException("Unexpected response from server: " + line);
        return new Pop3Response(status, space < 0 ? string.Empty : line[space..].Trim());
    }
}
