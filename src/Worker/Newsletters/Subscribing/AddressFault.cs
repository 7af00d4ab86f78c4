namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>Why a text is no address that mail can be sent to.</summary>
internal enum AddressFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Nothing was written.</summary>
    Empty,

    /// <summary>Longer than RFC 5321 §4.5.3.1 allows.</summary>
    TooLong,

    /// <summary>Line ends, NUL, or other characters that cannot be seen.</summary>
    Unprintable,

    /// <summary>There is no at sign.</summary>
    NoAtSign,

    /// <summary>What stands before the at sign is not of RFC 5321's or RFC 6531's form.</summary>
    LocalPart,

    /// <summary>What stands behind the at sign is no public host name.</summary>
    Domain,
}
