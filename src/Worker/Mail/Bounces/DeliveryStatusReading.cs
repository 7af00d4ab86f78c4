using MimeKit;
using Syndication.Worker.Model.Bounces;

namespace Syndication.Worker.Mail.Bounces;

/// <summary>Reads the fields of a delivery status (RFC 3464): action and status together.</summary>
internal static class DeliveryStatusReading
{
    private const int MostGroups = 50;

    /// <summary>The failure that a status reports, or null where it is delayed, delivered, relayed or expanded.</summary>
    /// <remarks>Each message has one recipient; several groups come from a forwarding address, and the gravest tells least of our reader's, so the first counts.</remarks>
    public static DeliveryFailure? FailureOf(HeaderListCollection groups)
    {
        foreach (var group in groups.Take(MostGroups))
        {
            // Delayed, and nobody has given up yet; or it arrived after all.
            if (!WordOf(group["Action"]).Equals("failed", StringComparison.OrdinalIgnoreCase)) continue;
            var status = FailureRules.Normalize(group["Status"]);
            if (status.StartsWith('2')) continue;
            return FailureRules.Of(Closer(status, group["Diagnostic-Code"]));
        }

        return null;
    }

    /// <summary>Servers that write no more than 5.0.0 often quote the reply that they got, which says more.</summary>
    private static string Closer(string status, string? diagnostic)
    {
        if (status is not ("" or "5.0.0" or "4.0.0") || diagnostic is null) return status;
        var semicolon = diagnostic.IndexOf(';', StringComparison.Ordinal);
        var reply = diagnostic[(semicolon + 1)..].Trim();
        return FailureRules.OfReply(reply) is { Status.Length: > 0 } quoted ? quoted.Status : status;
    }

    private static string WordOf(string? value) => (value ?? "").Trim().Split(' ', '\t', '(', ';')[0];
}
