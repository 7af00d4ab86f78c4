namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a sign-up led to. A page must not tell these apart: they say who subscribes.</summary>
internal enum SignUpOutcome
{
    /// <summary>A confirmation mail was queued.</summary>
    ConfirmationQueued,

    /// <summary>The sign-up was taken; no further confirmation mail for now, since one waits or was just sent.</summary>
    ConfirmationOnItsWay,

    /// <summary>It is confirmed, on the operator's word.</summary>
    Confirmed,

    /// <summary>It had been confirmed before; nothing changed.</summary>
    AlreadyConfirmed,

    /// <summary>The reader had left, and only the reader can come back; nothing changed.</summary>
    Unsubscribed,

    /// <summary>The address is never mailed; nothing changed.</summary>
    Suppressed,
}
