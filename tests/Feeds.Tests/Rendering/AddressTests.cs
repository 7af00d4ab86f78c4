using Syndication.Feeds.Rendering;

namespace Syndication.Tests.Feeds.Rendering;

public sealed class AddressTests
{
    [Theory]
    [InlineData("https://a.example/b?c=d&e=(f)#g/h?i", "https://a.example/b?c=d&e=(f)#g/h?i")]
    [InlineData("https://a.example/b#:~:text=c%20d,e-f", "https://a.example/b#:~:text=c%20d,e-f")]
    [InlineData("http://a.example", "http://a.example")]
    [InlineData("https://a.example/b%2", "https://a.example/b%252")]
    [InlineData("https://a.example/b%zz?c%", "https://a.example/b%25zz?c%25")]
    [InlineData("https://a.example/b c", "https://a.example/b%20c")]
    [InlineData("https://a.example/b#c#d", "https://a.example/b#c%23d")]
    [InlineData(" https://a.example/b\n", "https://a.example/b")]
    [InlineData("HTTPS://a.example/b", "https://a.example/b")]
    [InlineData("https://a.example:81/b", "https://a.example:81/b")]
    [InlineData("https://ü.example/ü", "https://xn--tda.example/%C3%BC")]
    [InlineData("https://a.example/{{ b }}", null)]
    [InlineData("https://a\"b.example/", null)]
    [InlineData("https:///b", null)]
    public void Absolute_addresses_keep_what_is_right_and_lose_what_is_not(string written, string? expected) =>
        Assert.Equal(expected, new AddressResolver("https://site.example/post/").Resolve(written, link: true));
}
