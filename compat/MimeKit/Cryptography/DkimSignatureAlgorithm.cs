namespace MimeKit.Cryptography;

/// <summary>How a signature is made (RFC 6376 §3.3, RFC 8301).</summary>
public enum DkimSignatureAlgorithm
{
    /// <summary>rsa-sha1, which receivers no longer accept.</summary>
    RsaSha1,

    /// <summary>rsa-sha256.</summary>
    RsaSha256,
}
