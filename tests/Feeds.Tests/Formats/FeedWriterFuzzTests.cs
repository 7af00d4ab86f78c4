using System.Net;
using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>Whatever a post holds as text, its feed stays well-formed and says what the post said.</summary>
public sealed class FeedWriterFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "Word ", "&", "&amp;", "<", ">", "<b>", "</b>", "]]>", "<![CDATA[", "<!--", "-->", "\"", "'", "\0", "\u0001", "\u001B", "\u0085", "\u00A0",
        "\u2028", "\uD800", "\uDC00", "🙂", "\uFFFE", "\uFFFF", "\uFEFF", "\r", "\n", "\t", "\r\n", "{{", "&#0;", "&#xD800;", "<?xml?>", "<!DOCTYPE x>", "%", "%zz", "é", "日本", "ا",
    ];

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    [InlineData(FeedFormat.Json)]
    public void Feeds_of_random_texts_are_well_formed(FeedFormat format)
    {
        for (uint seed = 1; seed <= 300; seed++)
        {
            var text = new Texts(seed);
            var entry = SampleFeed.Rich with
            {
                Title = text.Next(),
                Summary = text.Next(),
                ContentHtml = "<p>" + WebUtility.HtmlEncode(text.Next()) + "</p>",
                Authors = [new(text.Next(), text.Next(), text.Next()), new("A@", "@", "https://")],
                Tags = [new(text.Next(), "slug"), new("same", "a"), new("same", "b")],
                Image = new((seed % 2 == 0 ? "https://a.example/" : "") + text.Next(), text.Next()),
                Url = "https://a.example/" + text.Next(),
            };

            var bytes = FeedWriter.Write(SampleFeed.With(entry) with { Title = "f" + text.Next(), Description = "d" + text.Next() }, format);

            var broken = FeedLint.Check(bytes, format).Where(finding => finding.Severity == ProblemSeverity.Error);
            Assert.True(!broken.Any(), $"Seed {seed}: {string.Join("; ", broken)}\n{Encoding.UTF8.GetString(bytes)}");
        }
    }

    [Fact]
    public void Title_is_the_same_in_all_formats()
    {
        for (uint seed = 1; seed <= 300; seed++)
        {
            var entry = SampleFeed.Plain with { Title = "t" + new Texts(seed).Next() + "t" };

            var rss = XmlOf.Item(entry).Element("title")!.Value;
            var atom = XmlOf.Entry(entry).Element(XmlOf.Atom + "title")!.Value;
            var json = XmlOf.JsonItem(entry).GetProperty("title").GetString();

            Assert.Equal(rss, atom);
            Assert.Equal(rss, json);
        }
    }

    /// <summary>A xorshift generator: the same texts on every run.</summary>
    private sealed class Texts(uint seed)
    {
        private uint _state = (seed * 2654435761) | 1;

        public string Next()
        {
            var text = new StringBuilder();
            for (var left = Roll(8); left > 0; left--)
                text.Append(Pieces[Roll((uint)Pieces.Length)]);
            return text.ToString();
        }

        private uint Roll(uint below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state % below;
        }
    }
}
