using System.Net;

namespace Syndication.Worker.Outgoing;

/// <summary>Turns names into addresses; a name server that answers differently each time is a fault that tests inject.</summary>
public interface IHostResolver
{
    /// <summary>The addresses of a name, or the one that a literal is.</summary>
    /// <param name="host">A name, or an address as text.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="System.Net.Sockets.SocketException">There is no such name, or no name server.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
