namespace MimeKit.Cryptography;

/// <summary>What may change on the way without breaking a signature (RFC 6376 §3.4).</summary>
public enum DkimCanonicalizationAlgorithm
{
    /// <summary>Hardly anything.</summary>
    Simple,

    /// <summary>White space and the case of header names.</summary>
    Relaxed,
}
