namespace MailKit;

/// <summary>When a server reports on a message (RFC 3461 §4.1).</summary>
[Flags]
public enum DeliveryStatusNotification
{
    /// <summary>Never.</summary>
    Never = 0,

    /// <summary>When it is delivered.</summary>
    Success = 1 << 0,

    /// <summary>When it cannot be delivered.</summary>
    Failure = 1 << 1,

    /// <summary>When it is late.</summary>
    Delay = 1 << 2,
}
