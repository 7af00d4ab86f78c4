namespace Syndication.Worker.Model;

/// <summary>The service itself (section <c>Service</c>).</summary>
public sealed record ServiceOptions
{
    /// <summary>Public address of the service without a trailing slash: https, or http on a loopback host.</summary>
    public Uri PublicUrl { get; init; } = new("http://localhost:8080");

    /// <summary>Addresses or CIDR ranges of the reverse proxies whose <c>X-Forwarded-*</c> headers are believed.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];
}
