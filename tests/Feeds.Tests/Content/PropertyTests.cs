using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Fields;
using Syndication.Feeds.Content.Reading;
using Syndication.Feeds.Rendering;
using Syndication.Tests.Feeds.Rendering;

namespace Syndication.Tests.Feeds.Content;

public sealed class PropertyTests
{
    private static readonly string[] YamlPieces =
        ["title: a\n", "date: 2020-01-01\n", "a: ", "- ", "[", "]", "{", "}", ", ", "&a ", "*a ", "\"", "'", "|\n", ">\n", "\n", "  ", "\t", "# ", "? ", ": ", "---\n", "...\n", "%YAML", "!!str ", "\\u0007", "ğ", "💧", "\0", "\ud800", "<<: ", "\u0085", "x"];

    private static readonly string[] MarkdownPieces =
        ["*", "_", "**", "`", "```\n", "[", "](", ")", "![", "<", ">", "<b>", "</b>", "<script>", "</script>", "<p ", "href=\"", "\"", "javascript:x", "https://a.b/", "#", "\n", "\n\n", "    ", "- ", "1. ", "|", "|-|\n", "[^1]", "[^1]: ", "&amp;", "&#7;", "{{", "}}", "{%", "%}", "<!--", "-->", "~~", ": ", "\\", "text ", "é", "💧", "\ud800", "\u0001", "<svg>", "<a ", "<td>", "on=x "];

    private static readonly string[] UrlPieces = ["/", "..", ".", "a", "%20", "%", "?", "#", ":", "//", "https:", "javascript:", "site.example", "@", "ğ", " ", "\\", "\t", "[", "]", "💧", "\ud800", ":~:text=", "&", "\""];

    private static readonly string[] DatePieces = ["2022", "-", "08", "12", "T", ":", "14", ".", "5", "Z", "+", "0300", " ", "Aug", ",", "Fri", "99", "(x)", "UTC", "0", "31", "24"];

    private static Config Seeded => Config.QuickThrowOnFailure.WithReplay(20_230_506, 1);

    private static void Holds(string[] pieces, int runs, Action<string> test)
    {
        var text = Gen.Elements(pieces).ListOf().Select(parts => string.Concat(parts));
        Check.One(Seeded.WithMaxTest(runs).WithEndSize(120), Prop.ForAll(text.ToArbitrary(), sample =>
        {
            test(sample);
            return true;
        }));
    }

    [Fact]
    public void No_front_matter_breaks_the_parser() => Holds(YamlPieces, 2000, yaml =>
    {
        var parsed = Sample.Parse($"---\n{yaml}\n---\nBody.\n");
        Assert.Equal(parsed.State == FileState.Post, parsed.Post is not null);
        Assert.Equal(parsed.State == FileState.Problem, parsed.Problems.Any(problem => problem.Severity == ProblemSeverity.Error));
        Assert.All(parsed.Problems, problem => Assert.InRange(problem.Line, 1, 4 + yaml.Split('\n', '\r', '\u0085', '\u2028').Length));
    });

    [Fact]
    public void No_bytes_break_the_parser() =>
        Check.One(Seeded.WithMaxTest(1000), Prop.ForAll<byte[]>(bytes => new PostParser(Sample.Site, Sample.Options).Parse("a.md", bytes).File == "a.md"));

    [Fact]
    public void All_rendered_html_is_safe_and_closed() => Holds(MarkdownPieces, 1000, markdown =>
    {
        var post = Sample.Post("description: x\npath: /a/b");
        var rendered = new PostRenderer(Sample.Site).Render(post, markdown);
        RenderingTests.AssertSafe(rendered.Html);
        Assert.Equal(rendered.Html, PlainText.Clean(rendered.Html));
        Assert.Equal(rendered.Html, HtmlSanitizer.Sanitize(rendered.Html, new(post.Url)));
    });

    [Fact]
    public void Every_address_is_ascii_and_on_the_site_or_refused() => Holds(UrlPieces, 2000, path =>
    {
        var parsed = Sample.File($"path: '{path.Replace("'", "''", StringComparison.Ordinal).Replace('\ud800', 'x')}'");
        if (parsed.Post is not { } post) return;
        Assert.StartsWith("https://site.example/", post.Url, StringComparison.Ordinal);
        Assert.Matches("^[!-~]+$", post.Url);
        Assert.DoesNotContain("?", post.Url, StringComparison.Ordinal);
        Assert.True(Uri.TryCreate(post.Url, UriKind.Absolute, out _));
    });

    [Fact]
    public void Every_resolved_address_stays_what_it_is() => Holds(UrlPieces, 2000, reference =>
    {
        var resolver = new AddressResolver("https://site.example/a/b");
        if (resolver.Resolve(reference, link: true) is not { } url) return;
        Assert.Matches("^(https?|mailto|tel):[!-~]+$", url);
        Assert.Equal(url, resolver.Resolve(url, link: true));
    });

    [Fact]
    public void No_text_breaks_the_date_reader() => Holds(DatePieces, 3000, text =>
    {
        if (DateReader.Read(text, Sample.Site.TimeZone) is not { } date) return;
        Assert.InRange(Math.Abs((date.Instant.UtcDateTime - date.Day.ToDateTime(TimeOnly.MinValue)).TotalHours), 0, 39);
    });

    [Fact]
    public void Every_date_is_read_back_from_what_is_written() =>
        Check.One(Seeded, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seconds =>
        {
            var date = DateTimeOffset.UnixEpoch.AddSeconds(seconds);
            var inIstanbul = date.ToOffset(TimeSpan.FromHours(3));
            string[] forms =
            [
                date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                inIstanbul.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
                date.ToString("r", CultureInfo.InvariantCulture),
                date.ToString("MMMM d, yyyy HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            ];
            return forms.All(form => DateReader.Read(form, Sample.Site.TimeZone)?.Instant == date);
        }));

    [Fact]
    public void What_was_decoded_wrongly_once_comes_back()
    {
        const string Letters = "çğıöşüÇĞİÖŞÜéàœ’“”–治療Ж💧";
        Check.One(Seeded, Prop.ForAll(Gen.Elements(Letters.EnumerateRunes().ToArray()).NonEmptyListOf().ToArbitrary(), runes =>
        {
            var text = "a " + string.Concat(runes) + " b";
            var wrong = string.Concat(Encoding.UTF8.GetBytes(text).Select(Windows1252));
            return (MojibakeRepair.Repair(wrong, out _) ?? wrong) == text;
        }));
    }

    [Fact]
    public void Every_line_of_mdx_stays_in_its_place() => Holds(["import a from 'b'\n", "export {\n", "<A>", "</A>", "<A b={", "/>", "{/*", "*/}", "`", "```\n", "\n", "\n\n", "text ", "\"", "<", ">"], 2000, body =>
        Assert.Equal(body.Count(c => c == '\n'), MdxStripper.Strip(body).Text.ToArray().Count(c => c == '\n')));

    private static char Windows1252(byte value)
    {
        const string Upper = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
        return value is >= 0x80 and < 0xA0 ? Upper[value - 0x80] : (char)value;
    }
}
