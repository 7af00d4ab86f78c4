using System.Net;

namespace Syndication.Worker.Outgoing;

/// <summary>Which addresses and ports outgoing requests may reach: the public Internet on ports of the web, and the networks that ops name, on any port.</summary>
/// <param name="named">Networks that ops allow although they are private.</param>
internal sealed class AddressPolicy(params IReadOnlyList<IPNetwork> named)
{
    /// <summary>For addresses that ops themselves chose.</summary>
    public static AddressPolicy Anything { get; } = new(IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0"));

    /// <summary>Whether a connection may be made.</summary>
    public bool Allows(IPAddress address, int port)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return named.Any(network => network.Contains(plain)) || (IsWebPort(port) && PublicAddresses.Contains(plain));
    }

    /// <summary>Whether an address of the web may be asked for at all: false where that is clear before any name is resolved.</summary>
    /// <param name="address">An absolute address.</param>
    public bool MayAllow(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (IPAddress.TryParse(address.IdnHost, out var literal)) return Allows(literal, address.Port);
        return IsWebPort(address.Port) || named.Count > 0;
    }

    /// <summary>What listens on other ports (mail, databases, caches) must not be made to read what we send.</summary>
    private static bool IsWebPort(int port) => port is 80 or 443 or (>= 8000 and <= 8999);
}
