using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace MimeKit.Cryptography;

/// <summary>An RSA key read from PEM.</summary>
internal sealed class RsaKeyParameter : AsymmetricKeyParameter
{
    private RsaKeyParameter(RSA key) : base(privateKey: true) => Key = key;

    public RSA Key { get; }

    public static RsaKeyParameter Load(string fileName)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        return Load(File.OpenRead(fileName));
    }

    public static RsaKeyParameter Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream);
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(reader.ReadToEnd());
            key.ExportParameters(includePrivateParameters: true);
            return new RsaKeyParameter(key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new FormatException("Private key not found.", exception);
        }
    }
}
