using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

public sealed class FeedUrlTests
{
    [Theory]
    [InlineData("https://a.example/x?y=1&z=%C3%BC#:~:text=a,-b", "https://a.example/x?y=1&z=%C3%BC#:~:text=a,-b")]
    [InlineData("https://a.example/%7Ex/../y", "https://a.example/%7Ex/../y")]
    [InlineData("https://a.example/日 本", "https://a.example/%E6%97%A5%20%E6%9C%AC")]
    [InlineData("https://a.example/50%", "https://a.example/50%25")]
    [InlineData("https://a.example/%4", "https://a.example/%254")]
    [InlineData("https://bücher.example:8080/ü", "https://xn--bcher-kva.example:8080/%C3%BC")]
    [InlineData("https://a.example/\uD83D\uDE42", "https://a.example/%F0%9F%99%82")]
    [InlineData("https://a.example/x\ty\n", "https://a.example/x%09y")]
    public void Only_what_an_address_may_not_hold_is_encoded(string url, string encoded) => Assert.Equal(encoded, FeedUrl.Encode(url));

    [Theory]
    [InlineData("https://a.example/ü %")]
    [InlineData("https://bücher.example/")]
    public void Encoding_again_changes_nothing(string url) => Assert.Equal(FeedUrl.Encode(url), FeedUrl.Encode(FeedUrl.Encode(url)));
}
