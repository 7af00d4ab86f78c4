namespace MailKit.Net.Pop3;

/// <summary>A server answered a command with -ERR; the connection goes on.</summary>
public class Pop3CommandException : CommandException
{
    /// <summary>Creates the exception.</summary>
    public Pop3CommandException(string message, Exception innerException) : base(message, innerException) => StatusText = string.Empty;

    /// <summary>Creates the exception.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="statusText"/> is null.</exception>
    public Pop3CommandException(string message, string statusText, Exception innerException) : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(statusText);
        StatusText = statusText;
    }

    /// <summary>Creates the exception.</summary>
    public Pop3CommandException(string message) : base(message) => StatusText = string.Empty;

    /// <summary>Creates the exception.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="statusText"/> is null.</exception>
    public Pop3CommandException(string message, string statusText) : base(message)
    {
        ArgumentNullException.ThrowIfNull(statusText);
        StatusText = statusText;
    }

    /// <summary>Creates the exception.</summary>
    public Pop3CommandException() => StatusText = string.Empty;

    /// <summary>What the server said behind -ERR.</summary>
    public string StatusText { get; private set; }
}
