using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using MailKit.Security;

namespace MailKit.Net.Smtp;

public partial class SmtpClient
{
    /// <inheritdoc/>
    public override void Connect(string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default) =>
        ConnectAsync(host, port, options, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is a connection already.</exception>
    /// <exception cref="SocketException">Nobody answers.</exception>
    /// <exception cref="SslHandshakeException">TLS could not be agreed on.</exception>
    /// <exception cref="NotSupportedException">STARTTLS is asked for, and the server does not know it.</exception>
    /// <exception cref="SmtpCommandException">The server does not want the session.</exception>
    /// <exception cref="SmtpProtocolException">The server broke the protocol or the connection.</exception>
    public override async Task ConnectAsync(
        string host, int port = 0, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ValidateTarget(host, port);
        var target = SmtpEndpoint.Create(host, port, options);
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
        await StartAsync(stream, SmtpEndpoint.Create(host, port, options), cancellationToken).ConfigureAwait(false);
    }

    private void ValidateTarget(string host, int port)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (port is < 0 or > 65535)
            throw new ArgumentOutOfRangeException(nameof(port));
        ObjectDisposedException.ThrowIf(disposed, this);
        if (IsConnected)
            throw new InvalidOperationException("The SmtpClient is already connected.");
    }

    private async Task StartAsync(Stream network, SmtpEndpoint target, CancellationToken cancellationToken)
    {
        capabilities = SmtpCapabilities.None;
        authenticationMechanisms.Clear();
        MaxSize = 0;
        endpoint = target;
        secure = false;
        if (network.CanTimeout)
        {
            network.ReadTimeout = timeout;
            network.WriteTimeout = timeout;
        }

        stream = new SmtpStream(network, ProtocolLogger);
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
            stream.Dispose();
            stream = null;
            endpoint = null;
            secure = false;
            throw;
        }

        OnConnected(target.Host, target.Port, target.Options);
    }

    private async Task GreetAsync(SmtpEndpoint target, CancellationToken cancellationToken)
    {
        Expect(SmtpStatusCode.ServiceReady, await stream!.ReadResponseAsync(cancellationToken).ConfigureAwait(false));
        await EhloAsync(cancellationToken).ConfigureAwait(false);
        var offered = Can(SmtpCapabilities.StartTLS);
        if (target.Options == SecureSocketOptions.StartTls && !offered)
            throw new NotSupportedException("The SMTP server does not support the STARTTLS extension.");
        if (!target.UsesStartTls || !offered)
            return;

        Expect(SmtpStatusCode.ServiceReady, await stream.SendCommandAsync("STARTTLS\r\n", cancellationToken).ConfigureAwait(false));
        await SecureAsync(target, startTls: true, cancellationToken).ConfigureAwait(false);

        // RFC 3207 §4.2: what the server said before TLS counts no longer.
        await EhloAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EhloAsync(CancellationToken cancellationToken)
    {
        var response = await stream!.SendCommandAsync($"EHLO {LocalName()}\r\n", cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != SmtpStatusCode.Ok)
        {
            Expect(SmtpStatusCode.Ok, await stream.SendCommandAsync($"HELO {LocalName()}\r\n", cancellationToken).ConfigureAwait(false));
            return;
        }

        var greeting = SmtpGreeting.Parse(response.Response);
        capabilities = (capabilities & SmtpCapabilities.StartTLS) | greeting.Capabilities;
        authenticationMechanisms.Clear();
        authenticationMechanisms.UnionWith(greeting.Mechanisms);
        MaxSize = greeting.MaxSize;
    }

    private string LocalName()
    {
        if (string.IsNullOrEmpty(LocalDomain))
            return DefaultLocalDomain();
        if (!IPAddress.TryParse(LocalDomain, out var address))
            return LocalDomain;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? "[IPv6:" + address + "]" : "[" + address + "]";
    }

    private async Task SecureAsync(SmtpEndpoint target, bool startTls, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream!.Inner, leaveInnerStreamOpen: false);
        stream.Upgrade(tls);
        await TlsHandshake.RunAsync(tls, this, target.Host, startTls, cancellationToken).ConfigureAwait(false);
        secure = true;
    }

    private static void Expect(SmtpStatusCode expected, SmtpResponse response)
    {
        if (response.StatusCode != expected)
            throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, response.StatusCode, response.Response);
    }
}
