using System.Text.RegularExpressions;

namespace Syndication.Worker.Mail.Limits;

/// <summary>What a server's words say beside their number.</summary>
internal static partial class ReplyText
{
    /// <summary>Whether a temporary refusal asks for fewer messages at a time.</summary>
    public static bool AsksForLess(string reply) =>
        reply.StartsWith("421", StringComparison.Ordinal) || (PolicyForNow().IsMatch(reply) && !Greylisting().IsMatch(reply));

    /// <summary>
    /// Whether a refusal for good is about how the sender proves who it is: it would meet every reader's message. RFC 7372 has 5.7.20 to 26 for DKIM, SPF and
    /// reverse DNS, RFC 7505 has 5.7.27; Gmail uses 5.7.25 to 27, 29, 30, 32 and 40, Microsoft 5.7.509 and 515.
    /// </summary>
    public static bool RefusesSender(string reply) => SenderRefusal().IsMatch(reply);

    /// <summary>The words without what may be a reader's address, for logs and health.</summary>
    public static string WithoutAddresses(string reply) => Address().Replace(reply, "…");

    [GeneratedRegex(@"^4\d\d[ -]+4\.7\.\d+\b", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PolicyForNow();

    [GeneratedRegex("gr[ea]y[ -]?list", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Greylisting();

    [GeneratedRegex(@"\b5\.7\.(2[0-7]|29|30|32|40|509|515)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SenderRefusal();

    [GeneratedRegex(@"[^\s<>""'(),;:\[\]]+@[^\s<>""'(),;:\[\]]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
