using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Formats.Linting;

namespace Syndication.Tests.Feeds.Formats;

/// <summary>The gate takes an entry's content out before a parser reads the rest, and finds what it would find without that.</summary>
public sealed class TakenContentTests
{
    private const string Html = "<p>Dose &lt; 5 &amp; \"naïve\" 😀 ]]> </p>\n<a href=\"https://a.example/?a=b&amp;c=d\">x</a>";

    private static readonly string[] Pieces =
        ["<", ">", "&", ";", "]]&gt;", "]]>", "&amp;", "&#10;", "&#xFFFE;", "&nope;", "&lt;script&gt;", "<![CDATA[", "]]>", "<!--", "-->", "<?x ?>", "\u0001", "\uFFFE", "\r", "é", " ", "</", "\"", "<content:encoded></content:encoded>", "<content type=\"html\"></content>"];

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    public void Content_is_taken_out_as_it_was_written(FeedFormat format)
    {
        var (document, own) = Document(format, Item(format));
        var taken = TakenContent.From(document, own, format, Html);
        Assert.Equal(Html, taken?.Content);
        Assert.Equal(document.Length - Encoding.UTF8.GetByteCount(Escaped(Html)), taken!.Document.Length);
        Assert.Empty(EntryLint.Check(document, own, format, new KnownHtml(Html)).Findings);
    }

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    public void Other_content_than_was_to_be_written_is_left_to_the_parser(FeedFormat format)
    {
        var (document, own) = Document(format, Item(format));
        Assert.Null(TakenContent.From(document, own, format, Html + "."));
        Assert.Null(TakenContent.From(document, own, format, null));
    }

    [Theory]
    [InlineData(FeedFormat.Rss)]
    [InlineData(FeedFormat.Atom)]
    public void Damaged_entries_are_found_faulty_as_without_it(FeedFormat format)
    {
        var state = 7u;
        var item = Item(format);
        for (var round = 0; round < 4000; round++)
        {
            var at = Next(item.Length);
            var damaged = item[..at] + Pieces[Next(Pieces.Length)] + item[Math.Min(item.Length, at + Next(4))..];
            var (document, own) = Document(format, damaged);
            if (Next(4) == 0) document[own.Start.Value + Next(document.Length - own.Start.Value)] = (byte)Next(256);
            var without = EntryLint.Check(document, own, format, new KnownHtml(null));
            var with = EntryLint.Check(document, own, format, new KnownHtml(Html));
            Assert.Equal(without.Findings, with.Findings);
            Assert.Equal((without.Id, without.Date, without.HasAuthor), (with.Id, with.Date, with.HasAuthor));
        }

        // Numerical Recipes' generator: the same damage in each run.
        int Next(int below) => (int)(((state = (state * 1664525) + 1013904223) >> 8) % (uint)below);
    }

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Item(FeedFormat format) => format == FeedFormat.Rss
        ? $"""
           <item><title>A</title><link>https://a.example/a</link><guid isPermaLink="false">urn:a</guid><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate><description>b</description><content:encoded>{Escaped(Html)}</content:encoded></item>
           """
        : $"""
           <entry><id>urn:a</id><title>A</title><link href="https://a.example/a"/><published>2026-01-01T00:00:00Z</published><updated>2026-01-01T00:00:00Z</updated><summary>b</summary><content type="html">{Escaped(Html)}</content></entry>
           """;

    private static (byte[] Document, Range Own) Document(FeedFormat format, string item)
    {
        const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
        var (open, close) = format == FeedFormat.Rss
            ? (Declaration + "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><before/>", "</channel></rss>")
            : (Declaration + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><before/>", "</feed>");
        var start = Encoding.UTF8.GetByteCount(open);
        return (Encoding.UTF8.GetBytes(open + item + close), start..(start + Encoding.UTF8.GetByteCount(item)));
    }
}
