using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using MimeKit;

namespace MailKit.Net.Pop3;

/// <summary>
/// Reads a POP3 mailbox (RFC 1939). Messages are numbered from zero; what was deleted is gone once the session ended by
/// <see cref="DisconnectAsync"/> with quit. After a <see cref="Pop3CommandException"/> the session goes on; after any other exception it has ended.
/// </summary>
public partial class Pop3Client : MailSpool, IPop3Client
{
    private readonly HashSet<string> authenticationMechanisms = new(StringComparer.Ordinal);
    private readonly Pop3SecretDetector secrets = new();
    private Pop3Capabilities capabilities = Pop3Capabilities.User;
    private Pop3Stream? stream;
    private Pop3Endpoint? endpoint;
    private int timeout = 2 * 60 * 1000;
    private string? timestamp;
    private int total;
    private bool authenticated;
    private bool connected;
    private bool secure;
    private bool disposed;

    /// <summary>Creates a client.</summary>
    public Pop3Client() : this(new NullProtocolLogger())
    {
    }

    /// <summary>Creates a client whose sessions are logged; the logger is disposed with it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="protocolLogger"/> is null.</exception>
    public Pop3Client(IProtocolLogger protocolLogger) : base(protocolLogger) => protocolLogger.AuthenticationSecretDetector = secrets;

    /// <inheritdoc/>
    public override object SyncRoot => this;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The value has a capability that the server lacks.</exception>
    public Pop3Capabilities Capabilities
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
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="ServiceNotAuthenticatedException">The client has not proved who it is.</exception>
    public override int Count
    {
        get
        {
            ThrowIfNotReady();
            return total;
        }
    }

    /// <inheritdoc/>
    protected override string Protocol => "pop";

    /// <inheritdoc/>
    /// <exception cref="ServiceNotConnectedException">There is no connection.</exception>
    /// <exception cref="ServiceNotAuthenticatedException">The client has not proved who it is.</exception>
    public override Task<int> GetMessageCountAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfNotReady();
        return UpdateCountAsync(cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such message.</exception>
    /// <exception cref="Pop3CommandException">The server refused.</exception>
    public override async Task<int> GetMessageSizeAsync(int index, CancellationToken cancellationToken = default)
    {
        var number = Number(index);
        var words = (await CommandAsync("LIST " + number, cancellationToken).ConfigureAwait(false)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length >= 2 && words[0] == number && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            return size;
        throw new Pop3ProtocolException("Pop3 server returned an invalid response to the LIST command.");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such message.</exception>
    /// <exception cref="Pop3CommandException">The server refused.</exception>
    /// <exception cref="Pop3ProtocolException">What the server sent is no message; the connection goes on.</exception>
    public override async Task<MimeMessage> GetMessageAsync(int index, CancellationToken cancellationToken = default, ITransferProgress? progress = null)
    {
        var content = await GetStreamAsync(index, headersOnly: false, cancellationToken, progress).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            try
            {
                return await MimeMessage.LoadAsync(content, cancellationToken).ConfigureAwait(false);
            }
            catch (FormatException exception)
            {
                throw new Pop3ProtocolException("Failed to parse data.", exception);
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such message.</exception>
    /// <exception cref="Pop3CommandException">The server refused.</exception>
    public override async Task<Stream> GetStreamAsync(int index, bool headersOnly = false, CancellationToken cancellationToken = default, ITransferProgress? progress = null)
    {
        var number = Number(index);
        await CommandAsync(headersOnly ? $"TOP {number} 0" : "RETR " + number, cancellationToken).ConfigureAwait(false);
        return await GuardAsync(() => stream!.ReadMessageAsync(progress, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such message.</exception>
    /// <exception cref="Pop3CommandException">The server refused.</exception>
    public override Task DeleteMessageAsync(int index, CancellationToken cancellationToken = default) => CommandAsync("DELE " + Number(index), cancellationToken);

    /// <inheritdoc/>
    public override void NoOp(CancellationToken cancellationToken = default) => NoOpAsync(cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public override Task NoOpAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfNotReady();
        return CommandAsync("NOOP", cancellationToken);
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

    private string Number(int index)
    {
        ThrowIfNotReady();
        if (index < 0 || index >= total)
            throw new ArgumentOutOfRangeException(nameof(index));
        return (index + 1).ToString(CultureInfo.InvariantCulture);
    }

    private async Task<int> UpdateCountAsync(CancellationToken cancellationToken)
    {
        var text = await CommandAsync("STAT", cancellationToken).ConfigureAwait(false);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
            throw new Pop3ProtocolException("Pop3 server returned an incomplete response to the STAT command: " + text);
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out total) || !long.TryParse(words[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            throw new Pop3ProtocolException("Pop3 server returned an invalid response to the STAT command: " + text);
        return total;
    }

    /// <summary>Sends a command; what the server says behind +OK.</summary>
    /// <exception cref="Pop3CommandException">The server refused.</exception>
    private async Task<string> CommandAsync(string command, CancellationToken cancellationToken, Encoding? encoding = null)
    {
        var response = await ConverseAsync(command, cancellationToken, encoding).ConfigureAwait(false);
        if (response.IsOk)
            return response.Text;
        var message = $"POP3 server did not respond with a +OK response to the {command.Split(' ')[0]} command.";
        throw response.AsksForMore ? new Pop3ProtocolException(message) : new Pop3CommandException(message, response.Text);
    }

    /// <summary>Sends a line and reads the answer; a failure on the way ends the connection, and a cancellation before it does not.</summary>
    private async Task<Pop3Response> ConverseAsync(string line, CancellationToken cancellationToken, Encoding? encoding = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await GuardAsync(() => ExchangeAsync(line, encoding ?? Encoding.ASCII, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<Pop3Response> ExchangeAsync(string line, Encoding encoding, CancellationToken cancellationToken)
    {
        await stream!.WriteLineAsync(line, encoding, cancellationToken).ConfigureAwait(false);
        return Pop3Response.Parse((await stream.ReadLineAsync(cancellationToken).ConfigureAwait(false)).TrimEnd());
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> exchange)
    {
        try
        {
            return await exchange().ConfigureAwait(false);
        }
        catch
        {
            Close(requested: false);
            throw;
        }
    }

    private void ThrowIfNotReady()
    {
        ThrowIfNotConnected("The Pop3Client is not connected.");
        if (!IsAuthenticated)
            throw new ServiceNotAuthenticatedException("The Pop3Client has not been authenticated.");
    }

    private void ThrowIfNotConnected(string message)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!IsConnected)
            throw new ServiceNotConnectedException(message);
    }

    private void Close(bool requested)
    {
        var closed = connected ? endpoint : null;
        authenticated = false;
        connected = false;
        secure = false;
        endpoint = null;
        total = 0;
        stream?.Dispose();
        stream = null;
        if (closed is not null)
            OnDisconnected(closed.Host, closed.Port, closed.Options, requested);
    }
}
