namespace Syndication.Worker.Newsletters.Bounces;

/// <summary>What became of a mail that came in; in every case it need not be kept where it came from.</summary>
public enum ReadingOutcome
{
    /// <summary>A failure was noted.</summary>
    Failure,

    /// <summary>A complaint was noted.</summary>
    Complaint,

    /// <summary>A reader left.</summary>
    Unsubscription,

    /// <summary>Nothing changed: a delay, a machine's answer, or what was told before.</summary>
    Ignored,

    /// <summary>It names a delivery or a reader that it cannot prove; it is kept for ops.</summary>
    Refused,

    /// <summary>It could not be read; it is kept for ops.</summary>
    Unreadable,
}
