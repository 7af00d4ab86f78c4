using System.Text;
using System.Xml;
using FsCheck;
using FsCheck.Fluent;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Whatever bytes come, the gate lets none past that an XML parser refuses; whatever a post holds, its feed gets past both.</summary>
public sealed class FeedGateTests
{
    private static readonly string[] Pieces =
    [
        "<", ">", "&", "&amp;", "&#1;", "&#xD800;", "&nosuch;", "]]>", "<![CDATA[", "<!--", "-->", "<?x y?>", "<!DOCTYPE rss>", "\"", "'", "\0", "\u0001", "\u000B", "\u001F",
        "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\u0085", "\uFEFF", "🙂", "xmlns:a10=\"urn:x\"", "</title>", "<title>", "<script>", "javascript:x", " ", "\n", "\r", "a", "é", "{{", "%",
    ];

    private static Config Seeded => Config.QuickThrowOnFailure.WithReplay(20_260_301, 1).WithMaxTest(400).WithEndSize(40);

    private static Gen<string> Texts => Gen.Elements(Pieces).ListOf().Select(parts => string.Concat(parts));

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    public void Nothing_that_a_parser_refuses_gets_past_the_gate(FeedFormat format)
    {
        var good = Encoding.UTF8.GetString(FeedWriter.Write(SampleFeed.Document, format));
        var spots = Gen.Choose(0, good.Length - 1);
        Check.One(Seeded, Prop.ForAll(Texts.ToArbitrary(), spots.ToArbitrary(), (piece, at) =>
        {
            var bytes = Encoding.UTF8.GetBytes(good.Insert(at, piece));
            return !FeedLint.Passes(FeedLint.Check(bytes, format)) || Parses(bytes);
        }));
    }

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    public void Feed_of_any_post_gets_past_the_gate_and_a_parser(FeedFormat format) =>
        Check.One(Seeded, Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), (title, text) =>
        {
            var bytes = FeedWriter.Write(SampleFeed.With(SampleFeed.Rich with { Title = title, Summary = text, Authors = [new(text)], Tags = [new(title, "slug")] }), format);
            return FeedLint.Passes(FeedLint.Check(bytes, format)) && Parses(bytes);
        }));

    private static bool Parses(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
