using System.Text;
using Syndication.Tests.Support.Digests;
using Syndication.Tests.Support.Storage;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Newsletters.Composing.Checking;

namespace Syndication.Tests.Worker.Composing;

/// <summary>What is composed passes the service's own checks, and each slip of a template is found.</summary>
public sealed class MessageCheckTests : IAsyncLifetime
{
    private DigestKit kit = null!;

    public async ValueTask InitializeAsync() =>
        kit = await DigestKit.CreateAsync(TestDatabase.Sqlite(), newsletter: options => options with { Languages = ["en", "tr", "ar"] });

    public async ValueTask DisposeAsync() => await kit.DisposeAsync();

    [Theory]
    [InlineData("plain", "Text.", "")]
    [InlineData("links", "[here](https://a.example.org/x) [here](https://b.example.org/y) <mailto:a@example.org> [write](mailto:a@example.org?subject=x%20y) [jump](#there)", "")]
    [InlineData("images", "![](https://www.example.org/a.png) [![](https://cdn.test/b.png)](https://x.test) ![c](/c.png) ![d](data:image/png;base64,AA==)", "image: /d.png")]
    [InlineData("forbidden", "<script>x()</script><form><input></form><iframe src=\"https://video.test/v\"></iframe><svg><a href=\"x\">y</a></svg><a href=\"javascript:x()\" onclick=\"x\">z</a>", "")]
    [InlineData("styles", "<p style=\"background:url(https://x.test/y.png)\">a</p><style>@import 'x';</style>", "")]
    [InlineData("headings", "# One\n\n#### Four\n\n## Two\n\n###### Six", "")]
    [InlineData("tables", "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<table><tr><td>layout</td></tr></table>", "")]
    [InlineData("wide", "`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`\n\n    code                                                                                        code", "")]
    [InlineData("arabic", "نص بالعربية مع [رابط](https://a.example.org/)", "lang: ar\ntitle: عنوان المقال")]
    [InlineData("emoji", "👩‍👩‍👧‍👦 and 漢字", "title: \"👩‍⚕️ 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\"")]
    [InlineData("markup", "{{Title}} {{{Html}}} personal: <b>&amp;</b>", "title: \"<b>{{x}}</b> & 'more'\"")]
    [InlineData("sources", "[A study](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7698327/) and [again](https://pubmed.ncbi.nlm.nih.gov/123456/)", "")]
    [InlineData("corrected", "Text.", "correction: The dose was wrong.")]
    public async Task Whatever_a_post_holds_its_digest_passes(string name, string body, string frontMatter)
    {
        await kit.WritePostAsync(name, body, frontMatter);
        await kit.IngestAsync();

        foreach (var language in kit.Newsletter.Languages)
        {
            Assert.Empty(Faults(Spec(language), Compose(Spec(language))));
            Assert.Empty(Faults(Spec(language) with { TextOnly = true }, Compose(Spec(language) with { TextOnly = true })));
        }
    }

    [Fact]
    public async Task A_hundred_long_posts_pass_with_summaries_for_texts()
    {
        var paragraph = string.Join(' ', Enumerable.Repeat("Words about [it](https://www.example.org/it).", 400));
        for (var i = 0; i < 100; i++) await kit.WritePostAsync($"long{i}", paragraph);
        await kit.IngestAsync();
        var content = Compose(Spec("en"));

        Assert.Empty(Faults(Spec("en"), content));
        Assert.InRange(Encoding.UTF8.GetByteCount(content.Html!), 1, 80 * 1024);
        Assert.Contains("some posts are summarised", content.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</body>", "<script>x</script></body>", "<script>")]
    [InlineData("</body>", "<form></form></body>", "<form>")]
    [InlineData("</body>", "<img src=\"https://www.example.org/x.gif\" alt=\"\" width=\"1\" height=\"1\"></body>", "a dot")]
    [InlineData("</h1>", "</h1><img src=\"https://www.example.org/x.png\">", "no alt")]
    [InlineData("</h1>", "</h1><img alt=\"x\" src=\"/x.png\">", "not https")]
    [InlineData("</h1>", "</h1><h3>skipped</h3>", "level of headings")]
    [InlineData("</h1>", "</h1><h1>two</h1>", "2 <h1>")]
    [InlineData("</h1>", "</h1><a href=\"/relative\">x</a>", "'/relative'")]
    [InlineData("</h1>", "</h1><a href=\"https://example.org/only-here\">x</a>", "the text lacks")]
    [InlineData("</h1>", "</h1><a href=\"https://www.example.org/\"></a>", "no words")]
    [InlineData("</h1>", "</h1><table><tr><td>x</td></tr></table>", "role=\"presentation\"")]
    [InlineData("</h1>", "</h1><p onmouseover=\"x\">x</p>", "onmouseover")]
    [InlineData("</h1>", "</h1><p style=\"background:url(https://x.test/p.png)\">x</p>", "loads something")]
    [InlineData("<style>", "<style>@import 'https://x.test/y.css';", "loads something")]
    [InlineData("<html lang=\"en\"", "<html", "<html> lacks lang")]
    [InlineData("<div role=\"article\"", "<div>x</div><div role=\"article\"", "an element of <body>")]
    [InlineData("<!DOCTYPE html>", "", "DOCTYPE")]
    public async Task Slip_of_a_template_is_found(string from, string to, string expected)
    {
        var good = await GoodAsync();

        Assert.Contains(Faults(Spec("en"), good with { Html = good.Html!.Replace(from, to, StringComparison.Ordinal) }), fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_title_links_and_size_are_found()
    {
        var good = await GoodAsync();
        AssertFound(good with { Html = System.Text.RegularExpressions.Regex.Replace(good.Html!, "<title>.*</title>", "") }, "no title");
        AssertFound(good with { Html = good.Html!.Replace("<h1", new string(' ', 90_000) + "<h1", StringComparison.Ordinal) }, "bytes");
        AssertFound(good with { Html = good.Html!.Replace("<style>", "<style>" + new string('x', 17_000), StringComparison.Ordinal) }, "<style> has more");
        var last = good.Html!.LastIndexOf(PersonalPart.Unsubscribe, StringComparison.Ordinal);
        AssertFound(good with { Html = good.Html.Remove(last, PersonalPart.Unsubscribe.Length).Insert(last, "https://www.example.org/") }, "not both at the top and at the end");
        AssertFound(good with { Text = good.Text.Replace(PersonalPart.Preferences, "", StringComparison.Ordinal) }, "the text has the links");
        AssertFound(good with { Text = good.Text + new string('x', 79) + "\n" }, "78 columns");
        AssertFound(good with { Subject = "" }, "subject is empty");
    }

    [Theory]
    [InlineData("Bcc: a@example.org\r\n", "Bcc is there")]
    [InlineData("X-Mailer: x\r\n", "X-Mailer is there")]
    [InlineData("Subject: two\r\n", "Subject is there 2 times")]
    [InlineData("X: a\n", "bare CR or LF")]
    [InlineData("X: ü\r\n", "not ASCII")]
    public void Fault_of_a_header_is_found(string header, string expected)
    {
        const string Good = "From: A <a@news.example.org>\r\nTo: b@example.com\r\nSubject: x\r\nDate: x\r\nMessage-ID: <x@news.example.org>\r\nMIME-Version: 1.0\r\n"
            + "List-Id: <a.news.example.org>\r\nList-Unsubscribe: <https://x.example.org/u>,\r\n <mailto:u@example.org>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            + "List-Help: <https://x.example.org/>\r\nAuto-Submitted: auto-generated\r\nPrecedence: bulk\r\nFeedback-ID: a:b:c:sender\r\n";
        Assert.Empty(HeaderCheck.Faults(Encoding.Latin1.GetBytes(Good + "\r\nbody\r\n")));

        Assert.Contains(HeaderCheck.Faults(Encoding.Latin1.GetBytes(Good + header + "\r\nbody\r\n")), fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_template_that_is_older_than_corrections_is_found()
    {
        var good = await GoodAsync();
        var post = kit.Published.Current.Posts.Values.First();
        var spec = Spec("en") with { Notices = [new("n", post.Id, post.Post.ContentHash, "f", Syndication.Worker.Model.Notices.NoticeKind.Correction, "The dose was wrong.")] };

        Assert.Contains(Faults(spec, good), fault => fault.Contains("does not tell a correction", StringComparison.Ordinal));
        Assert.Empty(Faults(spec, Compose(spec)));
    }

    private void AssertFound(MailContent content, string expected) =>
        Assert.Contains(Faults(Spec("en"), content), fault => fault.Contains(expected, StringComparison.Ordinal));

    private async Task<MailContent> GoodAsync()
    {
        await kit.WritePostAsync("good", "Text with [a link](https://www.example.org/more).");
        await kit.IngestAsync();
        return Compose(Spec("en"));
    }

    private VariantSpec Spec(string language) => new(language, false, DuePosts.InOrder(kit.Published.Current.Posts.Values));

    private MailContent Compose(VariantSpec spec) => kit.Get<EditionComposer>().Compose(kit.Newsletter, spec)!;

    private IReadOnlyList<string> Faults(VariantSpec spec, MailContent content) => kit.Get<MessageCheck>().Faults(kit.Newsletter, spec, content);
}
