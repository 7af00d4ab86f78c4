namespace MailKit;

/// <summary>A server refused a command. The connection may live on: look at <see cref="IMailService.IsConnected"/>.</summary>
public abstract class CommandException : Exception
{
    /// <summary>Creates the exception.</summary>
    protected CommandException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    protected CommandException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    protected CommandException()
    {
    }
}

/// <summary>A server broke the protocol or the connection, which is lost.</summary>
public abstract class ProtocolException : Exception
{
    /// <summary>Creates the exception.</summary>
    protected ProtocolException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    protected ProtocolException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    protected ProtocolException()
    {
    }
}

/// <summary>A command needs a connection.</summary>
public class ServiceNotConnectedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public ServiceNotConnectedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ServiceNotConnectedException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ServiceNotConnectedException()
    {
    }
}

/// <summary>The server wants authentication first (530).</summary>
public class ServiceNotAuthenticatedException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public ServiceNotAuthenticatedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ServiceNotAuthenticatedException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public ServiceNotAuthenticatedException()
    {
    }
}
