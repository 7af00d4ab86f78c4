using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class HashTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hash of nothing")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000ff")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    public void Text_comes_out_as_it_went_in(string text) => Assert.Equal(text, new HashText(text).ToString());

    [Fact]
    public void Hashes_are_equal_where_their_texts_are()
    {
        var hash = ContentDigest.Of("a"u8);
        Assert.Equal(new HashText(hash), new HashText(string.Concat(hash)));
        Assert.NotEqual(new HashText(hash), new HashText(ContentDigest.Of("b"u8)));
        Assert.NotEqual(new HashText(hash), new HashText(hash.ToUpperInvariant()));
    }
}
