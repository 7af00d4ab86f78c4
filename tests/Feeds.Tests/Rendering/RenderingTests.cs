using AngleSharp.Html.Parser;
using Syndication.Feeds.Content;
using Syndication.Feeds.Rendering;
using Syndication.Tests.Feeds.Content;

namespace Syndication.Tests.Feeds.Rendering;

public sealed class RenderingTests
{
    private static readonly PostRenderer Renderer = new(Sample.Site);

    private static RenderedPost Render(string markdown, string frontMatter = "path: /blog/post") => Renderer.Render(Sample.Post(frontMatter, markdown), markdown);

    [Theory]
    [InlineData("[a](b.html)", "https://site.example/blog/b.html")]
    [InlineData("[a](../b)", "https://site.example/b")]
    [InlineData("[a](/b c)", null)]
    [InlineData("[a](</b c>)", "https://site.example/b%20c")]
    [InlineData("[a](/ğ)", "https://site.example/%C4%9F")]
    [InlineData("[a](#top)", "https://site.example/blog/post#top")]
    [InlineData("[a](?q=1&r)", "https://site.example/blog/post?q=1&r")]
    [InlineData("[a](//cdn.example/x)", "https://cdn.example/x")]
    [InlineData("[a](https://x.example/#:~:text=6.-,Clinical%20Trials,-Using%20MSCs)", "https://x.example/#:~:text=6.-,Clinical%20Trials,-Using%20MSCs")]
    [InlineData("<https://x.example/#:~:text=a>", "https://x.example/#:~:text=a")]
    [InlineData("https://x.example/a_b~c", "https://x.example/a_b~c")]
    [InlineData("[a](https://bücher.example/ü)", "https://xn--bcher-kva.example/%C3%BC")]
    [InlineData("[a](mailto:a@b.example)", "mailto:a@b.example")]
    [InlineData("<a href='/x?a=1&amp;b=%7E'>a</a>", "https://site.example/x?a=1&b=%7E")]
    [InlineData("[a](javascript:alert(1))", null)]
    [InlineData("[a](data:text/html,x)", null)]
    [InlineData("[a](vbscript:x)", null)]
    [InlineData("<a href=\"java&#10;script:alert(1)\">a</a>", null)]
    [InlineData("<a href=\"&#1;javascript:alert(1)\">a</a>", null)]
    public void Link_is_absolute_or_goes(string markdown, string? href)
    {
        var link = new HtmlParser().ParseDocument(Render(markdown).Html).QuerySelector("a");
        Assert.Equal(href, link?.GetAttribute("href"));
    }

    [Fact]
    public void Pictures_and_media_are_absolute()
    {
        var html = Render("![a b](i.png)\n\n<img srcset='a.png 1x, /b,c.png 2x' src=x.png onerror=e><video src=v.mp4 poster=/p.jpg controls></video>").Html;
        Assert.Contains("<img src=\"https://site.example/blog/i.png\" alt=\"a b\">", html, StringComparison.Ordinal);
        Assert.Contains("srcset=\"https://site.example/blog/a.png 1x, https://site.example/b%2Cc.png 2x\"", html, StringComparison.Ordinal);
        Assert.Contains("<video src=\"https://site.example/blog/v.mp4\" poster=\"https://site.example/p.jpg\" controls=\"\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<iframe src=x></iframe>")]
    [InlineData("<form action=x><input name=y></form>")]
    [InlineData("<object data=x></object><embed src=x>")]
    [InlineData("<p onclick=x onmouseover='y'>t</p>")]
    [InlineData("<svg><script>alert(1)</script></svg>")]
    [InlineData("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>")]
    [InlineData("<scr<script>ipt>alert(1)</script>")]
    [InlineData("<img src=x: onerror=alert(1)//")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<a href=x style='a:b' target=_blank>t</a>")]
    [InlineData("<base href=//evil.example><link rel=x href=y><meta http-equiv=refresh content=0>")]
    [InlineData("<!--><script>alert(1)</script>-->")]
    [InlineData("<title><img src=x onerror=alert(1)></title>")]
    [InlineData("<p title='\"><script>x</script>'>t</p>")]
    public void Nothing_that_acts_remains(string markdown)
    {
        foreach (var form in new[] { markdown, "text " + markdown, "> - " + markdown })
        {
            AssertSafe(Render(form).Html);
        }
    }

    internal static void AssertSafe(string html)
    {
        var document = new HtmlParser().ParseDocument($"<body>{html}</body>");
        Assert.Empty(document.QuerySelectorAll("script, style, iframe, form, input, object, embed, svg, math, base, link, meta, template, noscript"));
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style", attribute.Name);
                if (attribute.Name is "href" or "src" or "poster" or "cite") Assert.Matches("^(https?://[^\\s\"<>]+|mailto:[^\\s\"<>]+|tel:[^\\s\"<>]+)$", attribute.Value);
            }
        }
    }

    [Fact]
    public void Tags_are_balanced_whatever_was_open()
    {
        Assert.Equal("<div><p><b>a</b></p><p>b</p></div>", Render("<div><p><b>a</p><p>b").Html.Trim().Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal("<table><tr><td>a</td><td>b</td></tr></table>", Render("<table><tr><td>a<td>b").Html.Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal("<p>a</p>", Render("a</div></b>").Html.Trim());
    }

    [Fact]
    public void Markdown_of_typical_sites_is_understood()
    {
        var html = Render("## A *b* c!\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n~~x~~ <br> y\n\n- [x] done\n\nt[^1]\n\n[^1]: note\n\nTerm\n:   Def\n\n```c\n<x>\n```").Html;
        foreach (var part in new[]
        {
            "<h2 id=\"a-b-c\">A <em>b</em> c!</h2>", "<td align=\"right\">1</td>", "<del>x</del> <br> y", "<li>☑ done</li>", "href=\"https://site.example/blog/post#fn:1\"",
            "<dt>Term</dt>", "<pre><code>&lt;x&gt;\n</code></pre>",
        })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Characters_that_xml_cannot_hold_are_removed()
    {
        var html = Render("a\u0007b\u001bc\uFFFEd 💧 &#7; &#55357; &hellip; AT&T").Html;
        Assert.Equal("<p>abcd 💧  \uFFFD … AT&amp;T</p>", html.Trim());
    }

    [Fact]
    public void Template_tags_are_text() => Assert.Equal("<p>{{&lt; figure *a* &gt;}} and {% b_c_d %}</p>", Render("{{< figure *a* >}} and {% b_c_d %}").Html.Trim());

    [Fact]
    public void Corrections_stand_first_in_the_language_of_the_post()
    {
        var english = Render("Body.", "correction: [{date: 2023-01-02T00:00:00Z, text: a < b}, {text: c}]");
        Assert.StartsWith("<aside><p><strong>Correction (<time datetime=\"2023-01-02\">2023-01-02</time>):</strong> a &lt; b</p></aside>\n<aside><p><strong>Correction:</strong> c</p></aside>\n<p>Body.</p>", english.Html, StringComparison.Ordinal);
        Assert.StartsWith("Correction (2023-01-02): a < b\n\nCorrection: c\n\nBody.", english.Text, StringComparison.Ordinal);
        Assert.StartsWith("<aside><p><strong>Düzeltme:</strong> c", Render("Body.", "correction: c\nlang: tr-TR").Html, StringComparison.Ordinal);
        Assert.StartsWith("<aside><p><strong>Correction:</strong> c", Render("Body.", "correction: c\nlang: de").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Day_of_a_correction_is_the_one_that_was_written() =>
        Assert.Contains("(<time datetime=\"2023-06-02\">2023-06-02</time>)", Render("Body.", "correction: {date: 2023-06-02, text: c}").Html, StringComparison.Ordinal);

    [Theory]
    [InlineData("retracted: true", true, "This post has been retracted.")]
    [InlineData("retracted: Bad data", true, "Bad data")]
    [InlineData("correction: [One, Two]", true, "About it.")]
    [InlineData("correction: [One, Two]", false, "Correction: One Correction: Two About it.")]
    [InlineData("x: y", false, "About it.")]
    public void Summary_says_what_became_of_the_post(string key, bool hasContent, string summary) =>
        Assert.Equal(summary, NoticeWriter.Summary(Sample.Post("description: About it.\n" + key), hasContent));

    [Fact]
    public void Retracted_post_shows_its_reason_alone()
    {
        Assert.Equal("<p><strong>Retracted:</strong> x &amp; y</p>\n", Render("Body.", "retracted: x & y\ncorrection: c").Html);
        Assert.Equal("<p><strong>This post has been retracted.</strong></p>\n", Render("Body.", "retracted: true").Html);
        Assert.Equal("Geri çekildi: x\n", Render("Body.", "retracted: x\nlang: tr").Text);
    }

    [Theory]
    [InlineData("a\nb\n\nc", "a b\n\nc\n")]
    [InlineData("# H\n\n[x](/y) and <https://z.example/>", "H\n\nx (https://site.example/y) and https://z.example/\n")]
    [InlineData("- a\n- b\n  1. c\n  2. d", "- a\n- b\n  1. c\n  2. d\n")]
    [InlineData("3. a\n4. b", "3. a\n4. b\n")]
    [InlineData("> a\n>\n> b", "> a\n>\n> b\n")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\nx", "a | b\n1 | 2\n\nx\n")]
    [InlineData("x\n\n    code  here\n\n      more\n\ny", "x\n\n    code  here\n\n      more\n\ny\n")]
    [InlineData("![alt](a.png) text", "[alt] text\n")]
    [InlineData("a  \nb", "a\nb\n")]
    [InlineData("a\n\n---\n\nb", "a\n\n-----\n\nb\n")]
    [InlineData("t[^1]\n\n[^1]: note", "t[1]\n\n-----\n\n1. note\n")]
    [InlineData("a &amp; b &lt;", "a & b <\n")]
    [InlineData("", "")]
    public void Plain_text_is_readable(string markdown, string text) => Assert.Equal(text, Render(markdown).Text);

    [Theory]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("- ")]
    [InlineData("*a ")]
    [InlineData("**a**")]
    [InlineData("[a](")]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a ")]
    [InlineData("<!--")]
    [InlineData("# a\n\n")]
    [InlineData("a\n===\n")]
    [InlineData("www.a.b ")]
    [InlineData("http://a.b ")]
    [InlineData("|a|\n|-|\n")]
    [InlineData("{{")]
    [InlineData("[^1]: a\n\n")]
    [InlineData("<table><tr><td>")]
    [InlineData("`a``")]
    public void Hostile_text_takes_bounded_time_and_no_stack(string piece)
    {
        var markdown = string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length));
        var post = Sample.Post("description: x");
        var used = Environment.CpuUsage.TotalTime;
        Assert.True(Renderer.RenderHtml(post, markdown).Length <= 20 * markdown.Length);
        // CPU time of the process, which other tests share; a hang would take minutes.
        Assert.True((Environment.CpuUsage.TotalTime - used).TotalSeconds < 20);
    }
}
