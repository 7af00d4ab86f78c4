using System.Text.RegularExpressions;
using MimeKit;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>Reads reports that are text for people alone, as qmail and old Exim write them.</summary>
internal static partial class PlainBounceReading
{
    private const int MostText = 16 * 1024;

    /// <summary>What the report says, or null where the mail is none. A failure of null: the message is only late.</summary>
    public static PlainBounce? Find(MimeMessage message)
    {
        var text = message.TextBody ?? "";
        if (text.Length > MostText) text = text[..MostText];
        if (!message.Headers.Contains("X-Failed-Recipients") && !Opening().IsMatch(text)) return null;
        var own = text[..(Returned().Match(text) is { Success: true } returned ? returned.Index : text.Length)];
        if (Late().IsMatch(own)) return new PlainBounce(null);
        return new PlainBounce(Reply().Matches(own).Select(match => FailureRules.OfReply(match.Value)).OfType<DeliveryFailure>().FirstOrDefault(failure => failure.Status.Length > 0)
            ?? FailureRules.Of(FailureRules.Normalize(Bare().Match(own).Value)));
    }

    // The beginning of a report in qmail's own form (QSBMF), and of Exim's before it wrote multipart/report.
    [GeneratedRegex(@"^\s{0,20}(Hi\. This is (the|a) |This message was created automatically by mail delivery software)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^-{3,10}.{0,80}(copy of|original message)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.Multiline, 1000)]
    private static partial Regex Returned();

    [GeneratedRegex(@"has not (yet )?been delivered|will (continue to )?be (re)?tried|no action is required|still trying", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Late();

    [GeneratedRegex(@"\b[45][0-9]{2}[ -][45]\.[0-9]{1,3}\.[0-9]{1,3}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reply();

    [GeneratedRegex(@"(?<![0-9.])[45]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bare();
}
