using System.Net;
using Syndication.Worker.Http;

namespace Syndication.Tests.Worker.Http;

public sealed class SignUpRateLimitTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void Client_is_an_address_or_the_network_of_a_household(string address, string client) =>
        Assert.Equal(IPAddress.Parse(client), SignUpRateLimit.ClientOf(IPAddress.Parse(address)));
}
