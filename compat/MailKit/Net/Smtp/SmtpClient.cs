using System.Net.NetworkInformation;
using System.Net.Security;
using System.Security.Authentication;
using MailKit.Security;

namespace MailKit.Net.Smtp;

/// <summary>
/// Sends messages to an SMTP server (RFC 5321), one at a time. After a <see cref="SmtpCommandException"/> the
/// transaction is reset and the connection goes on, unless <see cref="IsConnected"/> says that it ended; after any other
/// exception in a send it has ended.
/// </summary>
public partial class SmtpClient : MailTransport, ISmtpClient
{
    private readonly HashSet<string> authenticationMechanisms = new(StringComparer.Ordinal);
    private readonly SmtpSecretDetector secrets = new();
    private SmtpCapabilities capabilities;
    private SmtpStream? stream;
    private SmtpEndpoint? endpoint;
    private int timeout = 2 * 60 * 1000;
    private bool authenticated;
    private bool connected;
    private bool secure;
    private bool disposed;

    /// <summary>Creates a client.</summary>
    public SmtpClient() : this(new NullProtocolLogger())
    {
    }

    /// <summary>Creates a client whose sessions are logged; the logger is disposed with it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="protocolLogger"/> is null.</exception>
    public SmtpClient(IProtocolLogger protocolLogger) : base(protocolLogger) => protocolLogger.AuthenticationSecretDetector = secrets;

    /// <inheritdoc/>
    public override object SyncRoot => this;

    /// <summary>What the server can do. A capability can be taken away to keep the client from using it.</summary>
    /// <exception cref="ArgumentException">The value has a capability that the server lacks.</exception>
    public SmtpCapabilities Capabilities
    {
        get => capabilities;
        set
        {
            if ((capabilities | value) > capabilities)
                throw new ArgumentException("Capabilities cannot be enabled, they may only be disabled.", nameof(value));
            capabilities = value;
        }
    }

    /// <inheritdoc/>
    public string? LocalDomain { get; set; }

    /// <inheritdoc/>
    public uint MaxSize { get; private set; }

    /// <inheritdoc/>
    public bool RequireTLS { get; set; }

    /// <inheritdoc/>
    public DeliveryStatusNotificationType DeliveryStatusNotificationType { get; set; }

    /// <inheritdoc/>
    public override HashSet<string> AuthenticationMechanisms => authenticationMechanisms;

    /// <inheritdoc/>
    public override int Timeout
    {
        get => timeout;
        set
        {
            if (IsConnected)
                stream?.SetTimeout(value);
            timeout = value;
        }
    }

    /// <inheritdoc/>
    public override bool IsConnected => connected;

    /// <inheritdoc/>
    public override bool IsAuthenticated => authenticated;

    /// <inheritdoc/>
    public override bool IsSecure => connected && secure;

    /// <inheritdoc/>
    public override bool IsEncrypted => IsSecure && stream?.Inner is SslStream { IsEncrypted: true };

    /// <inheritdoc/>
    public override SslProtocols SslProtocol => IsSecure && stream?.Inner is SslStream tls ? tls.SslProtocol : SslProtocols.None;

    /// <inheritdoc/>
    protected override string Protocol => "smtp";

    /// <summary>Whether BDAT is used where the server knows CHUNKING; false unless overridden.</summary>
    protected virtual bool PreferSendAsBinaryData => false;

    /// <inheritdoc/>
    public override void NoOp(CancellationToken cancellationToken = default) => NoOpAsync(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="SmtpCommandException">The server refused.</exception>
    public override async Task NoOpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfNotConnected("The SmtpClient is not connected.");
        var response = await CommandAsync("NOOP\r\n", cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != SmtpStatusCode.Ok)
            throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, response.StatusCode, response.Response);
    }

    /// <inheritdoc/>
    public override void Disconnect(bool quit, CancellationToken cancellationToken = default) =>
        DisconnectAsync(quit, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override async Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!IsConnected)
            return;

        if (quit)
        {
            try
            {
                await stream!.SendCommandAsync("QUIT\r\n", cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SmtpProtocolException or SmtpCommandException or IOException)
            {
                // The session is over either way.
            }
        }

        Close(requested: true);
    }

    /// <summary>Sends a command of the caller's own.</summary>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    protected Task<SmtpResponse> SendCommandAsync(string command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        ThrowIfNotConnected("The SmtpClient must be connected before you can send commands.");
        return CommandAsync(command.EndsWith("\r\n", StringComparison.Ordinal) ? command : command + "\r\n", cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            endpoint = null;
            Close(requested: false);
        }

        base.Dispose(disposing);
    }

    private static string DefaultLocalDomain()
    {
        var name = IPGlobalProperties.GetIPGlobalProperties().HostName.Replace('_', '-');
        return name.Length == 0 ? "localhost" : new System.Globalization.IdnMapping().GetAscii(name);
    }

    /// <summary>Sends a command; a failure on the way ends the connection.</summary>
    private async Task<SmtpResponse> CommandAsync(string command, CancellationToken cancellationToken)
    {
        try
        {
            return await stream!.SendCommandAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Close(requested: false);
            throw;
        }
    }

    private bool Can(SmtpCapabilities capability) => (capabilities & capability) != SmtpCapabilities.None;

    private void ThrowIfNotConnected(string message)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!IsConnected)
            throw new ServiceNotConnectedException(message);
    }

    private void Close(bool requested)
    {
        var closed = endpoint;
        capabilities = SmtpCapabilities.None;
        authenticated = false;
        connected = false;
        secure = false;
        endpoint = null;
        stream?.Dispose();
        stream = null;
        if (closed is not null)
            OnDisconnected(closed.Host, closed.Port, closed.DisconnectOptions, requested);
    }
}
