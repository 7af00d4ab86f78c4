namespace Syndication.Worker.Model.Sending;

/// <summary>An edition that the service has paused.</summary>
/// <param name="Id">The edition.</param>
/// <param name="Newsletter">Its newsletter's name.</param>
/// <param name="Pause">Why.</param>
public sealed record PausedEdition(string Id, string Newsletter, EditionPause Pause)
{
    /// <summary>What happened and what to do about it, in a sentence or two.</summary>
    public string Advice
    {
        get
        {
            var note = Pause.Note.Length == 0 ? "" : $": {Pause.Note}";
            return Pause.Reason switch
            {
                PauseReason.SenderRefused => Tell($"since the mail server refuses its sender{note}", "Mend the cause, then: "),
                PauseReason.Bounces => Tell($"since too many of its messages came back{note}", "Look at the addresses, then: "),
                PauseReason.Complaints => Tell($"since too many readers complained{note}", "Look at what it says, then: "),
                PauseReason.FailedChecks => Tell($"and nothing of it is sent{note}", "Mend the post or the template, then: "),
                _ => Tell($"by ops{note}", "Go on: "),
            };
        }
    }

    private string Tell(string why, string advice) => $"Edition {Id} of {Newsletter} is paused {why.TrimEnd('.')}. {advice}syndication editions resume {Id}";
}
