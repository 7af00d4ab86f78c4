namespace Syndication.Worker.Model;

/// <summary>Where a delivery stands: queued → leased → sending → sent, deferred, bounced, suppressed or unknown.</summary>
public enum DeliveryState
{
    /// <summary>Waits to be claimed.</summary>
    Queued,

    /// <summary>Claimed by a worker, nothing sent yet.</summary>
    Leased,

    /// <summary>MAIL FROM may have been sent.</summary>
    Sending,

    /// <summary>The server took responsibility for it.</summary>
    Sent,

    /// <summary>Refused for now; queued again at its time.</summary>
    Deferred,

    /// <summary>Refused for good.</summary>
    Bounced,

    /// <summary>Not sent, since the address is never mailed or the reader left.</summary>
    Suppressed,

    /// <summary>The line was lost after the message was handed over; it may have arrived.</summary>
    Unknown,

    /// <summary>Given up unaccepted; its posts are due again.</summary>
    Cancelled,
}
