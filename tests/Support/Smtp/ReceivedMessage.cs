using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Tests.Support.Smtp;

/// <summary>A message as it arrived, dots unstuffed.</summary>
/// <param name="Number">Its place among the transactions of all sessions, from 1.</param>
/// <param name="MailFrom">The argument of MAIL, such as "FROM:&lt;a@b&gt; SIZE=12".</param>
/// <param name="RcptTo">The arguments of RCPT that were accepted.</param>
/// <param name="Bytes">The message.</param>
/// <param name="Accepted">Whether the server took it. One that was dropped after the dot is not accepted, though complete.</param>
public sealed partial record ReceivedMessage(int Number, string MailFrom, IReadOnlyList<string> RcptTo, byte[] Bytes, bool Accepted)
{
    /// <summary>The session that brought it, counted from 1.</summary>
    public int Session { get; init; }

    /// <summary>The Message-ID with its angle brackets.</summary>
    public string MessageId => Identifier().Match(Text).Groups["id"].Value;

    public string Sender => Address(MailFrom);

    public IReadOnlyList<string> Recipients => [.. RcptTo.Select(Address)];

    /// <summary>The message, each byte a character.</summary>
    public string Text => Encoding.Latin1.GetString(Bytes);

    private static string Address(string argument)
    {
        var start = argument.IndexOf('<', StringComparison.Ordinal) + 1;
        return argument[start..argument.IndexOf('>', start)];
    }

    [GeneratedRegex(@"^Message-ID:\s*(?<id><[^>]+>)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Identifier();
}
