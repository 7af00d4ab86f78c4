using System.Net;
using System.Net.Sockets;

namespace Syndication.Worker.Outgoing;

/// <summary>Tells addresses of the public Internet from those of private networks, of this machine and of special uses (the IANA special-purpose registries).</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // RFC 4291 §2.4: only this block is global unicast so far. Loopback, link-local, unique-local, multicast and mapped forms lie outside of it.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    // Within it: protocol assignments with Teredo, documentation, and 6to4, which carries an IPv4 address that a relay would reach.
    private static readonly IPNetwork[] Special6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // RFC 6052: on networks without IPv4, DNS64 gives every IPv4 host an address here.
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is of the public Internet. What carries an IPv4 address is judged by it.</summary>
    public static bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6) return Contains(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork) return !Special4.Any(network => network.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return false;
        if (Translated.Contains(address)) return Contains(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Global6.Contains(address) && !Special6.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
