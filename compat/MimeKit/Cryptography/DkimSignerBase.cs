using Org.BouncyCastle.Crypto;

namespace MimeKit.Cryptography;

/// <summary>What DKIM signers share.</summary>
public abstract class DkimSignerBase
{
    /// <summary>Creates a signer with a key.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not private.</exception>
    protected DkimSignerBase(AsymmetricKeyParameter key, string domain, string selector, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!key.IsPrivate)
            throw new ArgumentException("The key must be a private key.", nameof(key));
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(selector);
        PrivateKey = key;
        Domain = domain;
        Selector = selector;
        SignatureAlgorithm = algorithm;
    }

    /// <summary>Creates a signer with the key of a PEM file.</summary>
    /// <exception cref="FormatException">The file holds no private key.</exception>
    protected DkimSignerBase(string fileName, string domain, string selector, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256)
        : this(RsaKeyParameter.Load(fileName), domain, selector, algorithm)
    {
    }

    /// <summary>Creates a signer with the key of a PEM stream, which is closed.</summary>
    /// <exception cref="FormatException">The stream holds no private key.</exception>
    protected DkimSignerBase(Stream stream, string domain, string selector, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256)
        : this(RsaKeyParameter.Load(stream), domain, selector, algorithm)
    {
    }

    /// <summary>The domain that signs (d=).</summary>
    public string Domain { get; private set; }

    /// <summary>The name of the key in the domain (s=).</summary>
    public string Selector { get; private set; }

    /// <summary>How the signature is made (a=).</summary>
    public DkimSignatureAlgorithm SignatureAlgorithm { get; set; }

    /// <summary>What may change in the body; simple unless set.</summary>
    public DkimCanonicalizationAlgorithm BodyCanonicalizationAlgorithm { get; set; }

    /// <summary>What may change in the headers; simple unless set.</summary>
    public DkimCanonicalizationAlgorithm HeaderCanonicalizationAlgorithm { get; set; }

    /// <summary>How long a signature is good (x=); null for ever.</summary>
    public TimeSpan? SignaturesExpireAfter { get; set; }

    /// <summary>The key.</summary>
    protected AsymmetricKeyParameter PrivateKey { get; }

    /// <summary>A signer, ready to take the data of one signature.</summary>
    /// <exception cref="NotSupportedException">The key is not one that was read from PEM.</exception>
    protected internal virtual ISigner CreateSigningContext() => PrivateKey is RsaKeyParameter key
        ? new RsaSigner(key.Key, SignatureAlgorithm)
        : throw new NotSupportedException("Override CreateSigningContext to sign with this kind of key.");
}
