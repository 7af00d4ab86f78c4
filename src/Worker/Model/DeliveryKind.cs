namespace Syndication.Worker.Model;

/// <summary>What a delivery carries.</summary>
public enum DeliveryKind
{
    /// <summary>A digest of an edition.</summary>
    Digest,

    /// <summary>The request to confirm a subscription.</summary>
    Confirmation,

    /// <summary>A link to the reader's preferences, which was asked for.</summary>
    Access,
}
