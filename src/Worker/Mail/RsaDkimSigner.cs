using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Syndication.Worker.Mail;

/// <summary>Signs with .NET's RSA, which is twenty times as fast as the library's own, and by the service's clock.</summary>
internal sealed class RsaDkimSigner : DkimSigner, IDisposable
{
    // RSA objects are not made for several threads; connections sign in parallel, each with one that is free.
    private readonly ConcurrentBag<RSA> keys = [];
    private readonly RSAParameters key;
    private readonly TimeProvider time;

    private RsaDkimSigner(DkimOptions options, string pem, RSA key, TimeProvider time)
        : base(new MemoryStream(Encoding.ASCII.GetBytes(pem)), options.Domain, options.Selector)
    {
        this.key = key.ExportParameters(includePrivateParameters: true);
        keys.Add(key);
        this.time = time;
        HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
    }

    /// <summary>Reads the key.</summary>
    public static RsaDkimSigner Create(DkimOptions options, TimeProvider time)
    {
        var pem = File.ReadAllText(options.PrivateKeyFile);
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        // One form of PEM for the library, whatever the file has.
        return new RsaDkimSigner(options, rsa.ExportRSAPrivateKeyPem(), rsa, time);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (keys.TryTake(out var free)) free.Dispose();
    }

    /// <inheritdoc/>
    protected override ISigner CreateSigningContext() => new SigningContext(this);

    /// <inheritdoc/>
    protected override long GetTimestamp() => time.GetUtcNow().ToUnixTimeSeconds();

    private sealed class SigningContext(RsaDkimSigner signer) : ISigner, IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string AlgorithmName => "SHA-256withRSA";

        public void Init(bool forSigning, ICipherParameters parameters)
        {
        }

        public void Update(byte input) => hash.AppendData([input]);

        public void BlockUpdate(byte[] input, int inOff, int inLen) => hash.AppendData(input, inOff, inLen);

        public void BlockUpdate(ReadOnlySpan<byte> input) => hash.AppendData(input);

        public int GetMaxSignatureSize() => signer.key.Modulus!.Length;

        public byte[] GenerateSignature()
        {
            var digest = hash.GetHashAndReset();
            if (!signer.keys.TryTake(out var free)) free = RSA.Create(signer.key);
            try
            {
                return free.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }
            finally
            {
                signer.keys.Add(free);
            }
        }

        public bool VerifySignature(byte[] signature) => throw new NotSupportedException("This signer only signs.");

        public void Reset() => hash.GetHashAndReset();

        public void Dispose() => hash.Dispose();
    }
}
