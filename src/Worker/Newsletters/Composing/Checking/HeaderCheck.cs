using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Worker.Newsletters.Composing.Checking;

/// <summary>What a message must keep as bytes, headers above all (RFC 5322, 2047, 2919, 8058).</summary>
internal static partial class HeaderCheck
{
    private const int Patience = 1_000;
    private const int LongestLine = 998;
    private const int LongestWord = 75;
    private const int LongestFeedback = 60;

    private static readonly string[] Once = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version"];

    private static readonly string[] OfLists = ["List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "Auto-Submitted", "Precedence", "Feedback-ID"];

    private static readonly string[] Never = ["Bcc", "X-Mailer", "User-Agent", "Return-Path"];

    /// <summary>What is wrong, a phrase each.</summary>
    /// <param name="message">The message as it would be sent.</param>
    public static IEnumerable<string> Faults(byte[] message)
    {
        // Each octet one letter.
        var text = Encoding.Latin1.GetString(message);
        if (BareBreak().IsMatch(text)) yield return "the message has a bare CR or LF";
        if (text.Split("\r\n").Any(line => line.Length > LongestLine)) yield return $"a line is longer than {LongestLine} octets";
        if (text.Any(letter => letter is > '~' or '\0')) yield return "the message is not ASCII";
        var head = text[..Math.Max(0, text.IndexOf("\r\n\r\n", StringComparison.Ordinal))];
        if (EncodedWord().Matches(head).Any(word => word.Length > LongestWord)) yield return $"an encoded word is longer than {LongestWord}";
        var fields = Read(head);
        foreach (var name in Once.Concat(OfLists).Where(name => fields[name].Count() != 1)) yield return $"{name} is there {fields[name].Count()} times";
        foreach (var name in Never.Where(fields.Contains)) yield return $"{name} is there";
        foreach (var fault in Values(name => fields[name].FirstOrDefault() ?? "")) yield return fault;
    }

    private static IEnumerable<string> Values(Func<string, string> value)
    {
        if (value("Subject").Length == 0) yield return "the subject is empty";
        var addresses = Bracketed().Matches(value("List-Unsubscribe")).Select(match => match.Groups["address"].Value).ToList();
        if (addresses.Count(IsWeb) != 1 || addresses.Count(address => address.StartsWith("mailto:", StringComparison.Ordinal)) != 1) yield return "List-Unsubscribe has not one https and one mailto address";
        if (value("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click") yield return "List-Unsubscribe-Post is not List-Unsubscribe=One-Click";
        if (value("Feedback-ID").Length > LongestFeedback) yield return $"Feedback-ID is longer than {LongestFeedback}";
        if (!value("Message-ID").TrimEnd('>').EndsWith(DomainOf(value("From")), StringComparison.OrdinalIgnoreCase)) yield return "the Message-ID is not of the sender's domain";
    }

    /// <summary>On this machine alone, as when it is tried, the service may do without TLS.</summary>
    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));

    private static string DomainOf(string from) => "@" + from[(from.LastIndexOf('@') + 1)..].TrimEnd('>', ' ');

    private static ILookup<string, string> Read(string head) =>
        Fold().Replace(head, " ").Split("\r\n").Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\r(?!\n)|(?<!\r)\n", RegexOptions.None, Patience)]
    private static partial Regex BareBreak();

    [GeneratedRegex(@"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?=", RegexOptions.None, Patience)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\r\n[ \t]+", RegexOptions.None, Patience)]
    private static partial Regex Fold();

    [GeneratedRegex("<(?<address>[^>]*)>", RegexOptions.None, Patience)]
    private static partial Regex Bracketed();
}
