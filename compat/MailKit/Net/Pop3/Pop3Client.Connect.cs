using System.Net.Security;
using System.Net.Sockets;
using MailKit.Security;

namespace MailKit.Net.Pop3;

public partial class Pop3Client
{
    /// <inheritdoc/>
    public override void Connect(string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default) =>
        ConnectAsync(host, port, options, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is a connection already.</exception>
    /// <exception cref="SocketException">Nobody answers.</exception>
    /// <exception cref="SslHandshakeException">TLS could not be agreed on.</exception>
    /// <exception cref="NotSupportedException">STLS is asked for, and the server does not know it.</exception>
    /// <exception cref="Pop3ProtocolException">The server broke the protocol or the connection.</exception>
    public override async Task ConnectAsync(
        string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ValidateTarget(host, port);
        var target = Pop3Endpoint.Create(host, port, options);
        var socket = await SocketConnector.ConnectAsync(host, target.Port, LocalEndPoint, timeout, cancellationToken).ConfigureAwait(false);
        await StartAsync(new SocketStream(socket), target, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The socket is not connected.</exception>
    public override Task ConnectAsync(
        Socket socket, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!socket.Connected)
            throw new ArgumentException("The socket is not connected.", nameof(socket));
        ValidateTarget(host, port);
        return ConnectAsync(new SocketStream(socket), host, port, options, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task ConnectAsync(
        Stream stream, string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ValidateTarget(host, port);
        await StartAsync(stream, Pop3Endpoint.Create(host, port, options), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void Disconnect(bool quit, CancellationToken cancellationToken = default) => DisconnectAsync(quit, cancellationToken).GetAwaiter().GetResult();

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
                await stream!.WriteLineAsync("QUIT", System.Text.Encoding.ASCII, cancellationToken).ConfigureAwait(false);
                await stream.ReadLineAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or Pop3ProtocolException or IOException)
            {
                // The session is over either way.
            }
        }

        Close(requested: true);
    }

    private void ValidateTarget(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (port is < 0 or > 65535)
            throw new ArgumentOutOfRangeException(nameof(port));
        ObjectDisposedException.ThrowIf(disposed, this);
        if (IsConnected)
            throw new InvalidOperationException("The Pop3Client is already connected.");
    }

    private async Task StartAsync(Stream network, Pop3Endpoint target, CancellationToken cancellationToken)
    {
        endpoint = target;
        if (network.CanTimeout)
        {
            network.ReadTimeout = timeout;
            network.WriteTimeout = timeout;
        }

        stream = new Pop3Stream(network, ProtocolLogger);
        try
        {
            if (target.Options == SecureSocketOptions.SslOnConnect)
                await SecureAsync(target, startTls: false, cancellationToken).ConfigureAwait(false);
            ProtocolLogger.LogConnect(target.Uri);
            await GreetAsync(target, cancellationToken).ConfigureAwait(false);
            connected = true;
        }
        catch
        {
            Close(requested: false);
            throw;
        }

        OnConnected(target.Host, target.Port, target.Options);
    }

    private async Task GreetAsync(Pop3Endpoint target, CancellationToken cancellationToken)
    {
        var line = (await stream!.ReadLineAsync(cancellationToken).ConfigureAwait(false)).TrimEnd();
        if (line != "+OK" && !line.StartsWith("+OK ", StringComparison.Ordinal))
            throw new Pop3ProtocolException("Unexpected greeting from server: " + line);
        KeepTimestamp(line);
        await ReadCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        var offered = capabilities.HasFlag(Pop3Capabilities.StartTLS);
        if (target.Options == SecureSocketOptions.StartTls && !offered)
            throw new NotSupportedException("The POP3 server does not support the STLS extension.");
        if (!target.UsesStartTls || !offered)
            return;

        await CommandAsync("STLS", cancellationToken).ConfigureAwait(false);
        await SecureAsync(target, startTls: true, cancellationToken).ConfigureAwait(false);

        // RFC 2595 §4: what the server said before TLS counts no longer.
        await ReadCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A greeting with a time stamp offers APOP (RFC 1939 §7).</summary>
    private void KeepTimestamp(string greeting)
    {
        capabilities = Pop3Capabilities.User;
        timestamp = null;
        var start = greeting.IndexOf('<', StringComparison.Ordinal);
        var end = start < 0 ? -1 : greeting.IndexOf('>', start);
        if (end < 0)
            return;
        timestamp = greeting[start..(end + 1)];
        capabilities |= Pop3Capabilities.Apop;
    }

    private async Task SecureAsync(Pop3Endpoint target, bool startTls, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream!.Inner, leaveInnerStreamOpen: false);
        stream.Upgrade(tls);
        await TlsHandshake.RunAsync(tls, this, target.Host, startTls, cancellationToken).ConfigureAwait(false);
        secure = true;
    }

    /// <summary>Asks what the server can do (RFC 2449); one that does not know the question can do little.</summary>
    private async Task ReadCapabilitiesAsync(CancellationToken cancellationToken)
    {
        capabilities &= Pop3Capabilities.Apop | Pop3Capabilities.User | Pop3Capabilities.StartTLS;
        authenticationMechanisms.Clear();
        var response = await ConverseAsync("CAPA", cancellationToken).ConfigureAwait(false);
        if (!response.IsOk)
            return;
        await GuardAsync(async () =>
        {
            while (await stream!.ReadLineAsync(cancellationToken).ConfigureAwait(false) is var line && line != ".")
                AddCapability(line);
            return true;
        }).ConfigureAwait(false);
    }

    private void AddCapability(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return;
        capabilities |= words[0].ToUpperInvariant() switch
        {
            "EXPIRE" => Pop3Capabilities.Expire,
            "LANG" => Pop3Capabilities.Lang,
            "LOGIN-DELAY" => Pop3Capabilities.LoginDelay,
            "PIPELINING" => Pop3Capabilities.Pipelining,
            "RESP-CODES" => Pop3Capabilities.ResponseCodes,
            "SASL" => Pop3Capabilities.Sasl,
            "STLS" => Pop3Capabilities.StartTLS,
            "TOP" => Pop3Capabilities.Top,
            "UIDL" => Pop3Capabilities.UIDL,
            "USER" => Pop3Capabilities.User,
            "UTF8" => words.Contains("USER", StringComparer.OrdinalIgnoreCase) ? Pop3Capabilities.UTF8 | Pop3Capabilities.UTF8User : Pop3Capabilities.UTF8,
            _ => Pop3Capabilities.None,
        };
        if (words[0].Equals("SASL", StringComparison.OrdinalIgnoreCase))
            authenticationMechanisms.UnionWith(words[1..]);
    }
}
