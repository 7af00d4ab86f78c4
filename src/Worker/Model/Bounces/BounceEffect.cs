namespace Syndication.Worker.Model.Bounces;

/// <summary>What a report about a delivery changed.</summary>
public enum BounceEffect
{
    /// <summary>Nothing: the delivery is not kept, or not any more.</summary>
    Unknown,

    /// <summary>Nothing: the same was reported before.</summary>
    Repeated,

    /// <summary>It was counted.</summary>
    Noted,

    /// <summary>It was the fifth day of failures: the address gets no digests for a while.</summary>
    Suspended,

    /// <summary>The address is never mailed again.</summary>
    Suppressed,
}
