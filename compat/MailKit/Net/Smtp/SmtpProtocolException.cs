namespace MailKit.Net.Smtp;

/// <summary>The server broke the protocol or the connection.</summary>
public class SmtpProtocolException : ProtocolException
{
    /// <summary>Creates the exception.</summary>
    public SmtpProtocolException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public SmtpProtocolException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public SmtpProtocolException()
    {
    }
}
