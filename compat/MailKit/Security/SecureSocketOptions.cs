namespace MailKit.Security;

/// <summary>How a connection is secured.</summary>
public enum SecureSocketOptions
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By the port: TLS from the start on 465, else STARTTLS where the server knows it.</summary>
    Auto,

    /// <summary>TLS from the start.</summary>
    SslOnConnect,

    /// <summary>STARTTLS, which the server must know.</summary>
    StartTls,

    /// <summary>STARTTLS where the server knows it.</summary>
    StartTlsWhenAvailable,
}
