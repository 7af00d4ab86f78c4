using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace MimeKit.Cryptography;

/// <summary>Signs with RSA and PKCS #1 v1.5 padding (RFC 8017 §8.2).</summary>
internal sealed class RsaSigner : ISigner, IDisposable
{
    private readonly RSA key;
    private readonly HashAlgorithmName algorithm;
    private readonly IncrementalHash hash;

    public RsaSigner(RSA key, DkimSignatureAlgorithm algorithm)
    {
        this.key = key;
        this.algorithm = algorithm == DkimSignatureAlgorithm.RsaSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        hash = IncrementalHash.CreateHash(this.algorithm);
    }

    public string AlgorithmName => $"{algorithm.Name}withRSA";

    public void Init(bool forSigning, ICipherParameters parameters) => Reset();

    public void Update(byte input) => hash.AppendData([input]);

    public void BlockUpdate(byte[] input, int inOff, int inLen) => hash.AppendData(input, inOff, inLen);

    public void BlockUpdate(ReadOnlySpan<byte> input) => hash.AppendData(input);

    public int GetMaxSignatureSize() => key.KeySize / 8;

    public byte[] GenerateSignature() => key.SignHash(hash.GetHashAndReset(), algorithm, RSASignaturePadding.Pkcs1);

    public bool VerifySignature(byte[] signature) => key.VerifyHash(hash.GetHashAndReset(), signature, algorithm, RSASignaturePadding.Pkcs1);

    public void Reset() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();
}
