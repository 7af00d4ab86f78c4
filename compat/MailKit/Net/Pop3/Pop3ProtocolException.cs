namespace MailKit.Net.Pop3;

/// <summary>The server broke the protocol or the connection.</summary>
public class Pop3ProtocolException : ProtocolException
{
    /// <summary>Creates the exception.</summary>
    public Pop3ProtocolException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public Pop3ProtocolException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public Pop3ProtocolException()
    {
    }
}
