using System.Security.Cryptography.X509Certificates;

namespace MailKit.Security;

/// <summary>TLS could not be agreed on, most often because the certificate is not trusted.</summary>
public class SslHandshakeException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SslHandshakeException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public SslHandshakeException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public SslHandshakeException() : base("An error occurred while attempting to establish an SSL or TLS connection.")
    {
    }

    /// <summary>The server's certificate if it was refused.</summary>
    public X509Certificate? ServerCertificate { get; internal init; }
}
