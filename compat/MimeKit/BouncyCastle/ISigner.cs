namespace Org.BouncyCastle.Crypto;

/// <summary>Signs data that comes piece by piece. Only the shape is carried here, for signers that are not BouncyCastle's.</summary>
public interface ISigner
{
    /// <summary>The algorithm's name.</summary>
    string AlgorithmName { get; }

    /// <summary>Sets the direction and the key.</summary>
    void Init(bool forSigning, ICipherParameters parameters);

    /// <summary>Adds a byte.</summary>
    void Update(byte input);

    /// <summary>Adds bytes.</summary>
    void BlockUpdate(byte[] input, int inOff, int inLen);

    /// <summary>Adds bytes.</summary>
    void BlockUpdate(ReadOnlySpan<byte> input);

    /// <summary>The longest signature in bytes.</summary>
    int GetMaxSignatureSize();

    /// <summary>The signature of what was added.</summary>
    byte[] GenerateSignature();

    /// <summary>Whether a signature is that of what was added.</summary>
    bool VerifySignature(byte[] signature);

    /// <summary>Forgets what was added.</summary>
    void Reset();
}
