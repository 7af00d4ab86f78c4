using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Reading;

namespace Syndication.Tests.Feeds.Content;

public sealed class PackedFrontMatterTests
{
    private const string Yaml = "title: Ménière’s 😀\nempty:\nfeatured_image: a.png\ntags: [a, b, ~, {k: v}]\nnested:\n  deep:\n    - x\n    - [y]\n" + "long: '0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789'\n";

    private static readonly FrontMatterMapping Mapping = FrontMatterReader.Read("a.md", Yaml.AsMemory(), 2).Mapping!;

    [Fact]
    public void Front_matter_comes_out_as_it_went_in() =>
        Assert.Equal(Said(Mapping), Said(new PackedFrontMatter(Mapping).Unpack()));

    [Theory]
    [InlineData("title")]
    [InlineData("empty")]
    [InlineData("featuredImage")]
    [InlineData("tags")]
    [InlineData("nested")]
    [InlineData("LONG")]
    [InlineData("missing")]
    public void Texts_at_a_key_are_those_of_the_whole(string key) => Assert.Equal(Mapping.Texts(key), new PackedFrontMatter(Mapping).Texts(key));

    private static string Said(FrontMatterValue value) => $"{value.Line}:{value.Column} " + value switch
    {
        FrontMatterScalar scalar => scalar.Text ?? "(null)",
        FrontMatterSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Said))}]",
        FrontMatterMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Line}:{entry.Column} {entry.Key}: {Said(entry.Value)}"))}}}",
        _ => "",
    };
}
