namespace Syndication.Worker.Mail;

/// <summary>How the connection to the SMTP server is protected; never opportunistic.</summary>
public enum MailSecurity
{
    /// <summary>Not at all; for a server on the same machine.</summary>
    None,

    /// <summary>STARTTLS, refused without.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    SslOnConnect,
}
