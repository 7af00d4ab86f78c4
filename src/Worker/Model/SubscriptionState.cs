namespace Syndication.Worker.Model;

/// <summary>Where a subscription stands.</summary>
public enum SubscriptionState
{
    /// <summary>Asked for; the address has not confirmed yet.</summary>
    Pending,

    /// <summary>Gets digests.</summary>
    Confirmed,

    /// <summary>Gets none until it is resumed; keeps its watermark.</summary>
    Paused,

    /// <summary>Ended by the reader.</summary>
    Unsubscribed,
}
