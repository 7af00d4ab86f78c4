using System.Net.Sockets;
using System.Text;

namespace Syndication.Worker.Hosting;

/// <summary>Tells systemd (<c>Type=notify</c>) when feeds are served and when the service stops.</summary>
/// <param name="lifetime">The service's.</param>
/// <param name="logger">Where an unreachable socket is reported.</param>
internal sealed partial class SystemdNotifier(IHostApplicationLifetime lifetime, ILogger<SystemdNotifier> logger) : IHostedService
{
    private readonly string? address = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => Notify("READY=1"));
        lifetime.ApplicationStopping.Register(() => Notify("STOPPING=1"));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Notify(string state)
    {
        if (string.IsNullOrEmpty(address)) return;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // sd_notify(3): a leading @ names an abstract socket, whose name begins with a NUL.
            socket.Connect(new UnixDomainSocketEndPoint(address[0] == '@' ? '\0' + address[1..] : address));
            socket.Send(Encoding.ASCII.GetBytes(state));
        }
        catch (SocketException exception)
        {
            LogUnreachable(state, exception.Message);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "systemd could not be told {State}: {Reason}")]
    private partial void LogUnreachable(string state, string reason);
}
