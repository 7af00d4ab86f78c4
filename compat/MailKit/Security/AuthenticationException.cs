namespace MailKit.Security;

/// <summary>The server did not believe who we are.</summary>
public class AuthenticationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AuthenticationException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public AuthenticationException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public AuthenticationException() : base("Authentication failed.")
    {
    }
}
