namespace Syndication.Worker.Model;

/// <summary>Why an address is never mailed.</summary>
public enum SuppressionReason
{
    /// <summary>Its server said that it does not exist.</summary>
    Bounce,

    /// <summary>Its reader called a message spam.</summary>
    Complaint,

    /// <summary>Its reader had everything erased.</summary>
    Erasure,

    /// <summary>Ops said so.</summary>
    Ops,
}
