namespace Syndication.Worker.Newsletters.Subscribing;

/// <summary>What a token in a link is worth.</summary>
internal enum TokenStatus
{
    /// <summary>Ours, for this purpose, and in time.</summary>
    Valid,

    /// <summary>Ours, but too old, or what it belongs to is gone.</summary>
    Expired,

    /// <summary>Altered, of another purpose, or never ours.</summary>
    Unknown,
}
