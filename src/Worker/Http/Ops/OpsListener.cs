using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Syndication.Worker.Http.Ops;

/// <summary>The endpoint that ops reach.</summary>
public sealed class OpsListener
{
    private ListenOptions? options;

    /// <summary>The address that it listens on, once it does.</summary>
    public string? Address => options?.ToString();

    /// <summary>Marks every connection of an endpoint as one of ops.</summary>
    public void Mark(ListenOptions endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options = endpoint;
        endpoint.Use(next => connection =>
        {
            connection.Features.Set(OpsConnection.Mark);
            return next(connection);
        });
    }
}
