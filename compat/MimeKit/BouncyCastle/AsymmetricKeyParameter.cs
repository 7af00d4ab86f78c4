namespace Org.BouncyCastle.Crypto;

/// <summary>A key of a pair.</summary>
public abstract class AsymmetricKeyParameter : ICipherParameters
{
    /// <summary>Creates a key.</summary>
    protected AsymmetricKeyParameter(bool privateKey) => IsPrivate = privateKey;

    /// <summary>Whether it is the private one.</summary>
    public bool IsPrivate { get; }
}
