namespace Syndication.Worker.Outgoing;

/// <summary>Why a request has no usable answer.</summary>
internal enum OutgoingFailure
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The address is one that must not be reached.</summary>
    Refused,

    /// <summary>No such name, no connection, no TLS, or no HTTP.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The answer is longer than its reader takes.</summary>
    TooLong,
}
