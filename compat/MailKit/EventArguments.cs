using MailKit.Security;
using MimeKit;

namespace MailKit;

/// <summary>A connection was made.</summary>
public class ConnectedEventArgs : EventArgs
{
    /// <summary>Creates the arguments.</summary>
    public ConnectedEventArgs(string host, int port, SecureSocketOptions options)
    {
        Host = host;
        Port = port;
        Options = options;
    }

    /// <summary>The server's name.</summary>
    public string Host { get; private set; }

    /// <summary>The server's port.</summary>
    public int Port { get; private set; }

    /// <summary>How the connection is secured.</summary>
    public SecureSocketOptions Options { get; private set; }
}

/// <summary>A connection ended.</summary>
public class DisconnectedEventArgs : ConnectedEventArgs
{
    /// <summary>Creates the arguments.</summary>
    public DisconnectedEventArgs(string host, int port, SecureSocketOptions options, bool requested) : base(host, port, options) => IsRequested = requested;

    /// <summary>Whether the program asked for it.</summary>
    public bool IsRequested { get; private set; }
}

/// <summary>The client proved who it is.</summary>
public class AuthenticatedEventArgs : EventArgs
{
    /// <summary>Creates the arguments.</summary>
    public AuthenticatedEventArgs(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Message = message;
    }

    /// <summary>What the server said.</summary>
    public string Message { get; private set; }
}

/// <summary>A message was accepted by the server.</summary>
public class MessageSentEventArgs : EventArgs
{
    /// <summary>Creates the arguments.</summary>
    public MessageSentEventArgs(MimeMessage message, string response)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(response);
        Message = message;
        Response = response;
    }

    /// <summary>The message.</summary>
    public MimeMessage Message { get; private set; }

    /// <summary>What the server said.</summary>
    public string Response { get; private set; }
}
