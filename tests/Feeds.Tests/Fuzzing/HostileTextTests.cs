using System.Globalization;
using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Fields;
using Syndication.Feeds.Rendering;
using Syndication.Tests.Feeds.Content;

namespace Syndication.Tests.Feeds.Fuzzing;

/// <summary>No text of a mebibyte, in front matter, body, date or address, takes a second of processor time, a deep stack or unbounded memory.</summary>
public sealed class HostileTextTests
{
    private const int Size = 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly PostRenderer Renderer = new(Sample.Site);

    [Theory]
    [InlineData("a<?")]
    [InlineData("a<!--")]
    [InlineData("a<!A ")]
    [InlineData("a<![CDATA[")]
    [InlineData("{{ ")]
    [InlineData("Ã© - ")]
    [InlineData("`a\n|")]
    [InlineData("![|](a)")]
    [InlineData("> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > a\n\n")]
    public void A_text_of_one_piece_takes_less_than_a_second(string piece) => Hold(piece, HostileText.Repeat(piece, Size));

    [Fact]
    public void Braces_that_open_and_then_close_take_less_than_a_second() =>
        Hold("braces", HostileText.Repeat("{{ ", Size / 2) + HostileText.Repeat("}", Size / 2));

    [Fact]
    public void Lists_within_lists_on_many_lines_take_less_than_a_second() =>
        Hold("lists", HostileText.Repeat(HostileText.Repeat("1. ", 7734) + "\n\n", Size));

    [Fact]
    public void Runs_of_backticks_of_every_length_take_less_than_a_second() =>
        Hold("backticks", string.Concat(Enumerable.Range(1, 1400).Select(length => new string('`', length) + " ")));

    [Fact]
    public void Pictures_that_never_begin_before_many_code_spans_take_less_than_a_second() =>
        Hold("open brackets", HostileText.Repeat("![", 6000) + HostileText.Repeat("=`", Size));

    [Fact]
    public void A_table_that_widens_every_row_does_not_grow_with_the_square() =>
        Hold("table", HostileText.Repeat("a|b\n-|-\n} ", 32 * 1024) + HostileText.Repeat("](a)|[-", 32 * 1024));

    [Fact]
    public void Texts_of_a_seed_take_less_than_a_second()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SYNDICATION_LONG_TESTS") == "1", "Runs with SYNDICATION_LONG_TESTS=1 only (./test --long).");
        var seed = Number("SYNDICATION_FUZZ_SEED", 1);
        var end = TimeProvider.System.GetUtcNow().AddSeconds(Number("SYNDICATION_FUZZ_SECONDS", 60));
        var texts = new HostileText(seed);
        while (TimeProvider.System.GetUtcNow() < end)
        {
            var (name, make) = texts.Next();
            // Short ones first, so that what grows with the square fails before it takes minutes.
            foreach (var size in new[] { 16 * 1024, 128 * 1024, Size }) Hold($"seed {seed}, {size} characters, {name}", make(size));
        }
    }

    private static int Number(string name, int fallback) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : fallback;

    private static void Hold(string name, string text)
    {
        foreach (var (what, work) in Uses(text))
        {
            var (time, bytes) = ThreadTime.Of(work);
            Assert.True(time < Limit, $"{what} took {time.TotalSeconds:F2} s: {name}");
            Assert.True(bytes < 2000L * 1024 * 1024, $"{what} allocated {bytes / 1024 / 1024} MiB: {name}");
        }
    }

    private static IEnumerable<(string What, Action Work)> Uses(string text)
    {
        var body = "---\ntitle: T\ndate: 2023-01-01\n---\n" + text;
        var post = Sample.Post("description: x");
        yield return ("Reading a body", () => Read("a.md", body));
        yield return ("Reading MDX", () => Read("a.mdx", body));
        yield return ("Reading front matter", () => Read("a.md", "---\n" + text[..Math.Min(text.Length, 60_000)] + "\n---\n"));
        yield return ("Rendering", () => Renderer.RenderHtml(post, text));
        yield return ("Making addresses", () => new AddressResolver("https://site.example/a").Resolve(text, link: true));
        yield return ("Reading a date", () => DateReader.Read(text[..Math.Min(text.Length, 70)], TimeZoneInfo.Utc));
    }

    private static void Read(string file, string text) => new PostParser(Sample.Site, Sample.Options).Parse(file, Encoding.UTF8.GetBytes(text));
}
