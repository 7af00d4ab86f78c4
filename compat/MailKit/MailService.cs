using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Security;

namespace MailKit;

/// <summary>What clients of mail servers share.</summary>
public abstract class MailService : IMailService
{
    /// <summary>Creates a client.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="protocolLogger"/> is null.</exception>
    protected MailService(IProtocolLogger protocolLogger)
    {
        ArgumentNullException.ThrowIfNull(protocolLogger);
        ProtocolLogger = protocolLogger;
    }

    /// <inheritdoc/>
    public event EventHandler<ConnectedEventArgs>? Connected;

    /// <inheritdoc/>
    public event EventHandler<DisconnectedEventArgs>? Disconnected;

    /// <inheritdoc/>
    public event EventHandler<AuthenticatedEventArgs>? Authenticated;

    /// <inheritdoc/>
    public abstract object SyncRoot { get; }

    /// <summary>Takes down what is said; disposed with the client.</summary>
    public IProtocolLogger ProtocolLogger { get; private set; }

    /// <inheritdoc/>
    public SslProtocols SslProtocols { get; set; }

    /// <inheritdoc/>
    public X509CertificateCollection? ClientCertificates { get; set; }

    /// <inheritdoc/>
    public bool CheckCertificateRevocation { get; set; } = true;

    /// <inheritdoc/>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

    /// <inheritdoc/>
    public IPEndPoint? LocalEndPoint { get; set; }

    /// <inheritdoc/>
    public abstract HashSet<string> AuthenticationMechanisms { get; }

    /// <inheritdoc/>
    public abstract bool IsAuthenticated { get; }

    /// <inheritdoc/>
    public abstract bool IsConnected { get; }

    /// <inheritdoc/>
    public abstract bool IsSecure { get; }

    /// <inheritdoc/>
    public abstract bool IsEncrypted { get; }

    /// <inheritdoc/>
    public abstract SslProtocols SslProtocol { get; }

    /// <inheritdoc/>
    public abstract int Timeout { get; set; }

    /// <summary>The scheme of the protocol's addresses.</summary>
    protected abstract string Protocol { get; }

    /// <inheritdoc/>
    public abstract void Connect(string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task ConnectAsync(string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task ConnectAsync(Socket socket, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task ConnectAsync(Stream stream, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public Task ConnectAsync(string host, int port, bool useSsl, CancellationToken cancellationToken = default) =>
        ConnectAsync(host, port, useSsl ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, cancellationToken);

    /// <inheritdoc/>
    public abstract Task AuthenticateAsync(Encoding encoding, ICredentials credentials, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public Task AuthenticateAsync(ICredentials credentials, CancellationToken cancellationToken = default) =>
        AuthenticateAsync(Encoding.UTF8, credentials, cancellationToken);

    /// <inheritdoc/>
    public Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        return AuthenticateAsync(Encoding.UTF8, new NetworkCredential(userName, password), cancellationToken);
    }

    /// <inheritdoc/>
    public abstract void Disconnect(bool quit, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract void NoOp(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract Task NoOpAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the connection at once and disposes the logger.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Raises <see cref="Connected"/>.</summary>
    protected virtual void OnConnected(string host, int port, SecureSocketOptions options) =>
        Connected?.Invoke(this, new ConnectedEventArgs(host, port, options));

    /// <summary>Raises <see cref="Disconnected"/>.</summary>
    protected virtual void OnDisconnected(string host, int port, SecureSocketOptions options, bool requested) =>
        Disconnected?.Invoke(this, new DisconnectedEventArgs(host, port, options, requested));

    /// <summary>Raises <see cref="Authenticated"/>.</summary>
    protected virtual void OnAuthenticated(string message) => Authenticated?.Invoke(this, new AuthenticatedEventArgs(message));

    /// <summary>Disposes the logger.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            ProtocolLogger.Dispose();
    }
}
