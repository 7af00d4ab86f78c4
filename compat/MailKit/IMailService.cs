using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Security;

namespace MailKit;

/// <summary>A client of a mail server.</summary>
public interface IMailService : IDisposable
{
    /// <summary>A connection was made.</summary>
    event EventHandler<ConnectedEventArgs>? Connected;

    /// <summary>A connection ended.</summary>
    event EventHandler<DisconnectedEventArgs>? Disconnected;

    /// <summary>The client proved who it is.</summary>
    event EventHandler<AuthenticatedEventArgs>? Authenticated;

    /// <summary>An object to lock on.</summary>
    object SyncRoot { get; }

    /// <summary>TLS versions that may be used; None leaves it to the system.</summary>
    SslProtocols SslProtocols { get; set; }

    /// <summary>Certificates that prove who the client is.</summary>
    X509CertificateCollection? ClientCertificates { get; set; }

    /// <summary>Whether revocation is checked online; true by default.</summary>
    bool CheckCertificateRevocation { get; set; }

    /// <summary>Decides whether a server's certificate is good; null for the system's own decision.</summary>
    RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

    /// <summary>The address from which to connect; null for any.</summary>
    IPEndPoint? LocalEndPoint { get; set; }

    /// <summary>The SASL mechanisms that the server offers.</summary>
    HashSet<string> AuthenticationMechanisms { get; }

    /// <summary>Whether the client proved who it is.</summary>
    bool IsAuthenticated { get; }

    /// <summary>Whether there is a connection.</summary>
    bool IsConnected { get; }

    /// <summary>Whether the connection uses TLS.</summary>
    bool IsSecure { get; }

    /// <summary>Whether the connection is encrypted.</summary>
    bool IsEncrypted { get; }

    /// <summary>The TLS version in use.</summary>
    SslProtocols SslProtocol { get; }

    /// <summary>How long to wait for one read or write, in milliseconds; 120,000 by default.</summary>
    int Timeout { get; set; }

    /// <summary>Connects.</summary>
    void Connect(string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <summary>Connects.</summary>
    Task ConnectAsync(string host, int port, bool useSsl, CancellationToken cancellationToken = default);

    /// <summary>Connects.</summary>
    Task ConnectAsync(string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <summary>Starts the session on a connected socket, which the client then owns.</summary>
    Task ConnectAsync(Socket socket, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <summary>Starts the session on a connected stream, which the client then owns.</summary>
    Task ConnectAsync(Stream stream, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <summary>Proves who we are by the best mechanism that both sides know.</summary>
    Task AuthenticateAsync(Encoding encoding, ICredentials credentials, CancellationToken cancellationToken = default);

    /// <summary>Proves who we are by the best mechanism that both sides know.</summary>
    Task AuthenticateAsync(ICredentials credentials, CancellationToken cancellationToken = default);

    /// <summary>Proves who we are by the best mechanism that both sides know.</summary>
    Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default);

    /// <summary>Proves who we are by a mechanism.</summary>
    Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default);

    /// <summary>Ends the connection, politely if so asked.</summary>
    void Disconnect(bool quit, CancellationToken cancellationToken = default);

    /// <summary>Ends the connection, politely if so asked.</summary>
    Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default);

    /// <summary>Asks the server whether it is there.</summary>
    void NoOp(CancellationToken cancellationToken = default);

    /// <summary>Asks the server whether it is there.</summary>
    Task NoOpAsync(CancellationToken cancellationToken = default);
}
