using System.Net;
using Syndication.Worker.Outgoing;

namespace Syndication.Tests.Worker.Outgoing;

public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::ffff:0:10.1.2.3")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:4136:e378::1")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Private_and_special_addresses_are_not_public(string address) => Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::200e")]
    public void Other_addresses_are_public(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData(80, true)]
    [InlineData(443, true)]
    [InlineData(8080, true)]
    [InlineData(8443, true)]
    [InlineData(25, false)]
    [InlineData(22, false)]
    [InlineData(6379, false)]
    [InlineData(11211, false)]
    public void Only_ports_of_the_web_are_reached(int port, bool allowed) => Assert.Equal(allowed, new AddressPolicy().Allows(IPAddress.Parse("1.1.1.1"), port));

    [Fact]
    public void A_named_network_is_reached_on_any_port_and_no_other_is()
    {
        var policy = new AddressPolicy(IPNetwork.Parse("10.1.0.0/16"));

        Assert.True(policy.Allows(IPAddress.Parse("10.1.2.3"), 9000));
        Assert.True(policy.Allows(IPAddress.Parse("::ffff:10.1.2.3"), 9000));
        Assert.False(policy.Allows(IPAddress.Parse("10.2.0.1"), 80));
        Assert.False(policy.Allows(IPAddress.Parse("127.0.0.1"), 80));
    }

    [Theory]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://0x7f000001/", false)]
    [InlineData("http://2130706433/", false)]
    [InlineData("http://[::1]/", false)]
    [InlineData("http://[::ffff:169.254.169.254]/", false)]
    [InlineData("https://reader.example:6379/", false)]
    [InlineData("https://reader.example/", true)]
    [InlineData("http://localhost/", true)]
    public void An_address_that_cannot_be_allowed_is_known_before_it_is_resolved(string address, bool allowed) =>
        Assert.Equal(allowed, new AddressPolicy().MayAllow(new Uri(address)));
}
