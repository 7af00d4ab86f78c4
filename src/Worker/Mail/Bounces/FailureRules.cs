using System.Text.RegularExpressions;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>Tells from a status (RFC 3463) whose trouble a failure is; the same for a server's reply and for a report that comes later.</summary>
internal static partial class FailureRules
{
    private static readonly HashSet<string> Unreachable = new(StringComparer.Ordinal) { "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1" };

    /// <summary>The failure that a final status says.</summary>
    /// <param name="status">Such as 5.1.1; empty for none. With an action "failed" a 4 in front says that somebody gave up.</param>
    public static DeliveryFailure Of(string status)
    {
        if (Unreachable.Contains(status)) return new DeliveryFailure(FailureKind.Unreachable, status);
        var isOurs = status.StartsWith("5.7.", StringComparison.Ordinal) || status.StartsWith("5.6.", StringComparison.Ordinal) || status == "5.3.4";
        // Everything else may be the address's trouble or anybody's: it counts, and only many days of it suspend.
        return new DeliveryFailure(isOurs ? FailureKind.Ours : FailureKind.Temporary, status);
    }

    /// <summary>The failure that a reply says with which a server refused for good, or for as long as we tried; null where no server said anything.</summary>
    /// <param name="reply">The reply with its code in front, as 550 5.1.1 No such user.</param>
    public static DeliveryFailure? OfReply(string reply)
    {
        var match = Reply().Match(reply);
        return match.Success ? Of(Normalize(match.Groups["status"].Value)) : null;
    }

    /// <summary>A status without the spaces, comments and zeros in front that some servers write; empty where there is none.</summary>
    public static string Normalize(string? text)
    {
        var match = Status().Match(text ?? "");
        if (!match.Success) return "";
        return string.Join('.', match.Value.Trim().Split('.').Select(part => part.TrimStart('0') is { Length: > 0 } digits ? digits : "0"));
    }

    // RFC 2034 §4: the enhanced code stands right behind the basic one.
    [GeneratedRegex(@"^[45][0-9]{2}[ -](?<status>[45]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.]))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^\s*[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Status();
}
