using System.Globalization;
using System.Text;
using MimeKit.IO;
using Org.BouncyCastle.Crypto;

namespace MimeKit.Cryptography;

/// <summary>Signs messages (RFC 6376).</summary>
public class DkimSigner : DkimSignerBase
{
    // RFC 6376 §5.4.1: fields that change on the way, or that nobody should rely on.
    private static readonly HashSet<string> Excluded =
        new(StringComparer.Ordinal) { "return-path", "received", "comments", "keywords", "bcc", "resent-bcc", "dkim-signature" };

    /// <summary>Creates a signer with a key.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not private.</exception>
    public DkimSigner(AsymmetricKeyParameter key, string domain, string selector, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256)
        : base(key, domain, selector, algorithm)
    {
    }

    /// <summary>Creates a signer with the key of a PEM file.</summary>
    /// <exception cref="FormatException">The file holds no private key.</exception>
    public DkimSigner(string fileName, string domain, string selector, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256)
        : base(fileName, domain, selector, algorithm)
    {
    }

    /// <summary>Creates a signer with the key of a PEM stream, which is closed.</summary>
    /// <exception cref="FormatException">The stream holds no private key.</exception>
    public DkimSigner(Stream stream, string domain, string selector, DkimSignatureAlgorithm algorithm = DkimSignatureAlgorithm.RsaSha256)
        : base(stream, domain, selector, algorithm)
    {
    }

    /// <summary>Who in the domain is responsible (i=); left out if null or empty.</summary>
    public string? AgentOrUserIdentifier { get; set; }

    /// <summary>How the public key is asked for (q=); left out if null or empty.</summary>
    public string? QueryMethod { get; set; }

    /// <summary>
    /// Signs a message as it stands and puts the signature first. Encodings and the MIME version must be final, so
    /// <see cref="MimeMessage.Prepare"/> comes before. A name repeated once more than it occurs is signed as absent,
    /// which keeps anyone from adding it. Fields whose name begins with Content- are taken from the body's headers.
    /// </summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">From is missing from the names, or one of them must not be signed.</exception>
    public void Sign(FormatOptions options, MimeMessage message, IList<string> headers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(headers);
        var fields = new string[headers.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            if (string.IsNullOrEmpty(headers[i]))
                throw new ArgumentException("The list of headers cannot contain null or empty names.", nameof(headers));
            fields[i] = headers[i].ToLowerInvariant();
            if (Excluded.Contains(fields[i]))
                throw new ArgumentException($"The list of headers to sign SHOULD NOT include the '{headers[i]}' header.", nameof(headers));
        }

        if (!fields.Contains("from", StringComparer.Ordinal))
            throw new ArgumentException("The list of headers to sign MUST include the 'From' header.", nameof(headers));
        SignFields(options, message, fields);
    }

    /// <summary>Signs a message as it stands; see the overload with options.</summary>
    public void Sign(MimeMessage message, IList<string> headers) => Sign(FormatOptions.Default, message, headers);

    /// <summary>Signs a message as it stands; see the overload with names.</summary>
    /// <exception cref="ArgumentException">From is missing from the names, or one of them must not be signed.</exception>
    public void Sign(FormatOptions options, MimeMessage message, IList<HeaderId> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers.Contains(HeaderId.Unknown))
            throw new ArgumentException("The list of headers to sign cannot include the 'Unknown' header.", nameof(headers));
        Sign(options, message, headers.Select(id => id.ToHeaderName()).ToList());
    }

    /// <summary>Signs a message as it stands; see the overload with names.</summary>
    public void Sign(MimeMessage message, IList<HeaderId> headers) => Sign(FormatOptions.Default, message, headers);

    /// <summary>The time of the signature (t=), in seconds since 1970.</summary>
    protected virtual long GetTimestamp() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private void SignFields(FormatOptions options, MimeMessage message, string[] fields)
    {
        options = options.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        options.EnsureNewLine = true;
        var canonicalizer = new DkimCanonicalizer(options);
        using var signed = new MessageOutput(NewLineFormat.Dos, 2048);
        canonicalizer.WriteHeaders(message, fields, HeaderCanonicalizationAlgorithm, signed);

        var tags = Tags(fields, canonicalizer.HashBody(message, SignatureAlgorithm, BodyCanonicalizationAlgorithm));
        var signature = new Header(HeaderId.DkimSignature, tags);
        canonicalizer.WriteSignatureHeader(signature, HeaderCanonicalizationAlgorithm, signed);

        var signer = CreateSigningContext();
        var bytes = signed.Written.ToArray();
        signer.BlockUpdate(bytes, 0, bytes.Length);
        var value = signer.GenerateSignature();
        (signer as IDisposable)?.Dispose();
        message.Headers.Insert(0, signature);
        signature.Value += Convert.ToBase64String(value);
    }

    private string Tags(string[] fields, byte[] bodyHash)
    {
        var time = GetTimestamp();
        var tags = new StringBuilder("v=1; a=")
            .Append(SignatureAlgorithm == DkimSignatureAlgorithm.RsaSha256 ? "rsa-sha256" : "rsa-sha1")
            .Append(CultureInfo.InvariantCulture, $"; d={Domain}; s={Selector}")
            .Append(CultureInfo.InvariantCulture, $"; c={Name(HeaderCanonicalizationAlgorithm)}/{Name(BodyCanonicalizationAlgorithm)}");
        if (!string.IsNullOrEmpty(QueryMethod))
            tags.Append("; q=").Append(QueryMethod);
        if (!string.IsNullOrEmpty(AgentOrUserIdentifier))
            tags.Append("; i=").Append(AgentOrUserIdentifier);
        tags.Append(CultureInfo.InvariantCulture, $"; t={time}");
        if (SignaturesExpireAfter is { } lifetime)
            tags.Append(CultureInfo.InvariantCulture, $"; x={time + (long)lifetime.TotalSeconds}");
        return tags.Append("; h=").AppendJoin(':', fields)
            .Append("; bh=").Append(Convert.ToBase64String(bodyHash))
            .Append("; b=").ToString();
    }

    private static string Name(DkimCanonicalizationAlgorithm algorithm) =>
        algorithm == DkimCanonicalizationAlgorithm.Relaxed ? "relaxed" : "simple";
}
