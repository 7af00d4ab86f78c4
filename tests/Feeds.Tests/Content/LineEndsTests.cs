using Syndication.Feeds.Content.Reading;

namespace Syndication.Tests.Feeds.Content;

public sealed class LineEndsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb", "a\nb")]
    [InlineData("\r", "\n")]
    [InlineData("\r\n", "\n")]
    [InlineData("\r\r\n\n\r", "\n\n\n\n")]
    [InlineData("a\r\nlonger\rb\n\r\nc\r", "a\nlonger\nb\n\nc\n")]
    public void Every_line_end_becomes_one_character(string text, string expected) =>
        Assert.Equal(expected, LineEnds.Normalize(text.ToCharArray()).ToString());
}
