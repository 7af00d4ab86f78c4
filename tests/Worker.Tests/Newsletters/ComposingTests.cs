using System.Text;
using System.Text.RegularExpressions;
using Syndication.Worker.Newsletters.Composing;

namespace Syndication.Tests.Worker.Newsletters;

public sealed class ComposingTests
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal) { ["mail.image"] = "Image: {0}", ["mail.media"] = "Watch at {0}" };

    [Theory]
    [InlineData("<h1>a</h1><h3>b</h3><h2>c</h2><h5>d</h5>", "h3 h4 h4 h5")]
    [InlineData("<h4>a</h4><h2>b</h2>", "h3 h3")]
    public void Headings_begin_below_the_messages_own_and_skip_none(string html, string expected) =>
        Assert.Equal(expected, string.Join(' ', Transform(html).QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(heading => heading.LocalName)));

    [Fact]
    public void Image_of_a_third_party_becomes_a_link()
    {
        var root = Transform("<p><img src=\"https://cdn.tracker.test/a.png\" alt=\"A knee\"></p>");
        Assert.Null(root.QuerySelector("img"));
        Assert.Equal("Image: A knee", root.QuerySelector("a[href='https://cdn.tracker.test/a.png']")!.TextContent);
    }

    [Fact]
    public void Own_image_keeps_its_words_and_gets_a_width()
    {
        var image = Transform("<img src=\"https://www.example.org/a.png\" alt=\"A knee\" onload=\"x()\">").QuerySelector("img")!;
        Assert.Equal(("A knee", "544", null), (image.GetAttribute("alt"), image.GetAttribute("width"), image.GetAttribute("onload")));
    }

    [Theory]
    [InlineData("<script>x</script><p>a</p>")]
    [InlineData("<form><input></form><svg></svg><p>a</p>")]
    public void What_mail_programs_refuse_is_gone(string html) => Assert.Equal("a", Transform(html).TextContent);

    [Fact]
    public void Same_words_for_two_places_are_told_apart()
    {
        var links = Transform("<a href=\"https://a.example.org/\">study</a> <a href=\"https://b.example.org/\">study</a>").QuerySelectorAll("a");
        Assert.Null(links[0].GetAttribute("aria-label"));
        Assert.Contains("Title", links[1].GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_tell_nothing_name_the_place() =>
        Assert.Equal("here (a.example.org)", Transform("<a href=\"https://a.example.org/x\">here</a>").TextContent);

    [Fact]
    public void Every_link_has_its_colour_inline() =>
        Assert.All(Transform("<p><a href=\"https://a.example.org/\">one</a><a href=\"mailto:a@example.org\">two</a></p>").QuerySelectorAll("a"),
            link => Assert.Contains("color:", link.GetAttribute("style"), StringComparison.Ordinal));

    [Fact]
    public void Table_without_headings_is_layout_and_one_with_them_has_scopes()
    {
        Assert.Equal("presentation", Transform("<table><tr><td>a</td></tr></table>").QuerySelector("table")!.GetAttribute("role"));
        Assert.Equal("col", Transform("<table><thead><tr><th>a</th></tr></thead></table>").QuerySelector("th")!.GetAttribute("scope"));
    }

    [Fact]
    public void Text_is_composed_in_lines_of_78_with_every_link()
    {
        var root = Transform($"<h2>Long</h2><p>{string.Concat(Enumerable.Repeat("word ", 60))}<a href=\"https://a.example.org/{new string('x', 90)}\">more words</a></p><ul><li>one</li></ul>");
        var text = new MailText(Words).Write(root);
        Assert.All(text.Split('\n').Where(line => !line.Contains("://", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, 78));
        Assert.Contains("https://a.example.org/" + new string('x', 90), text, StringComparison.Ordinal);
        Assert.Contains("- one", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex("(?m)^ | $"), text);
    }

    [Fact]
    public void Quoted_printable_comes_back_as_it_was_with_the_readers_part_in_it()
    {
        const string Text = "Ünlü = 1\ntrailing \nlong " + "ğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğ personal:unsubscribe: end\n";
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { ["personal:unsubscribe:"] = "https://x.example.org/u?token=" + new string('a', 100) };
        var encoded = Encoding.ASCII.GetString(ReadAll(new Syndication.Worker.Mail.EncodedBody(Text).Fill(parts)));
        Assert.All(encoded.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal(Text.Replace("personal:unsubscribe:", parts["personal:unsubscribe:"], StringComparison.Ordinal), Decode(encoded));
    }

    private static AngleSharp.Dom.IElement Transform(string html) => new MailMarkup("news.example.org", new LinkLabels(), Words).Transform(html, "Title");

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static string Decode(string encoded)
    {
        var octets = Regex.Replace(encoded.Replace("=\r\n", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal), "=([0-9A-F]{2})",
            match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(octets));
    }
}
