using Syndication.Worker.Model;
using Syndication.Worker.Model.Sending;
using Syndication.Worker.Newsletters.Composing.Checking;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>Lets a variant's words out once they have passed the service's own checks; else holds its edition and says why.</summary>
/// <param name="check">Judges.</param>
/// <param name="editions">Where the edition is paused.</param>
/// <param name="logger">Where the reason is told.</param>
internal sealed partial class VariantGate(MessageCheck check, EditionStore editions, ILogger<VariantGate> logger)
{
    /// <summary>Whether the words may be sent.</summary>
    public async Task<bool> PassAsync(NewsletterOptions newsletter, string editionId, VariantSpec spec, MailContent content, CancellationToken cancellationToken)
    {
        var faults = check.Faults(newsletter, spec, content);
        if (faults.Count == 0) return true;
        var reason = "It failed the service's own checks: " + string.Join("; ", faults) + ".";
        await editions.PauseAsync(editionId, PauseReason.FailedChecks, reason, cancellationToken);
        LogHeld(editionId, reason);
        return false;
    }

    [LoggerMessage(4008, LogLevel.Critical, "Edition {Edition} is held and nothing of it is sent. {Reason}")]
    private partial void LogHeld(string edition, string reason);
}
