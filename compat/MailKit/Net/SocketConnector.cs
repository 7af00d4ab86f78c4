using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MailKit.Net;

/// <summary>Connects to the first of a host's addresses that answers.</summary>
internal static class SocketConnector
{
    public static async Task<Socket> ConnectAsync(string host, int port, IPEndPoint? localEndPoint, int timeout, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, linked.Token).ConfigureAwait(false);
            for (var i = 0; ; i++)
            {
                try
                {
                    return await ConnectAsync(addresses[i], port, localEndPoint, linked.Token).ConfigureAwait(false);
                }
                catch (SocketException) when (i + 1 < addresses.Length)
                {
                    // The next address may answer.
                }
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Operation timed out after {timeout} milliseconds"), exception);
        }
    }

    private static async Task<Socket> ConnectAsync(IPAddress address, int port, IPEndPoint? localEndPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (localEndPoint is not null)
                socket.Bind(localEndPoint);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
