using System.Text;
using Syndication.Feeds.Content;

namespace Syndication.Tests.Feeds.Content;

public sealed class ReadingTests
{
    private const string Text = "---\ntitle: Çay saati\ndate: 2023-05-06\n---\nİlk satır.\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "plain", Encoding.UTF8.GetBytes(Text) },
        { "utf-8 mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { "utf-16 little", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "utf-16 big", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "crlf", Encoding.UTF8.GetBytes(Text.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "cr", Encoding.UTF8.GetBytes(Text.Replace('\n', '\r')) },
        { "blank lines first", Encoding.UTF8.GetBytes(" \n\n" + Text) },
        { "closed with dots", Encoding.UTF8.GetBytes(Text.Replace("06\n---", "06\n...", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_way_to_save_a_file_gives_the_same_post(string way, byte[] bytes)
    {
        var post = new PostParser(Sample.Site, Sample.Options).Parse("a.md", bytes).Post;
        Assert.True(post is { Title: "Çay saati", Description: "İlk satır." }, way);
        Assert.Equal(Sample.Parse(Text).Post!.BodyHash, post.BodyHash);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'\n', 0xE9, (byte)' ' }, 2, 2)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'a', 0xC3 }, 4, 1)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0, 0x00, 0xD8 }, 4, 1)]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a' }, 2, 1)]
    public void Undecodable_byte_is_a_problem_with_its_offset_and_line(byte[] bytes, int offset, int line)
    {
        var problem = Sample.Problem(new PostParser(Sample.Site, Sample.Options).Parse("a.md", bytes));
        Assert.Equal((ProblemCodes.Encoding, line), (problem.Code, problem.Line));
        Assert.Contains(FormattableString.Invariant($"offset {offset} "), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_over_the_limit_is_a_problem() =>
        Assert.Equal(ProblemCodes.TooLarge, Sample.Problem(Sample.Parse(Text + new string('a', 4 * 1024 * 1024))).Code);

    [Theory]
    [InlineData("")]
    [InlineData("# Heading\n")]
    [InlineData("text\n---\ntitle: x\n---\n")]
    [InlineData("{% include x %}\n")]
    [InlineData("{{ x }}\n")]
    [InlineData("----\ntitle: x\n----\n")]
    public void File_without_front_matter_is_excluded(string text) =>
        Assert.True(Sample.Parse(text) is { State: FileState.Excluded, Problems.IsEmpty: true });

    [Theory]
    [InlineData("+++\ntitle = 'x'\n+++\n", ProblemCodes.Dialect, 1)]
    [InlineData("\n{\n  \"title\": \"x\"\n}\n", ProblemCodes.Dialect, 2)]
    [InlineData("---json\n{}\n---\n", ProblemCodes.Dialect, 1)]
    [InlineData("---\ntitle: x\n", ProblemCodes.Unclosed, 1)]
    [InlineData("---\n- a\n---\n", ProblemCodes.NotAMapping, 2)]
    [InlineData("---\njust text\n---\n", ProblemCodes.NotAMapping, 2)]
    [InlineData("---\na: b\ntitle: x: y\n---\n", ProblemCodes.Yaml, 3)]
    [InlineData("---\na: b\nc:\n\t- d\n---\n", ProblemCodes.Yaml, 4)]
    [InlineData("---\na: [b\nc: d\n---\n", ProblemCodes.Yaml, 2)]
    [InlineData("---\na: *b\n---\n", ProblemCodes.Yaml, 2)]
    [InlineData("---\na: &b [*b]\n---\n", ProblemCodes.Yaml, 2)]
    [InlineData("---\na: 1\nb: 2\na: 3\n---\n", ProblemCodes.Yaml, 4)]
    [InlineData("\n\n---\nx: {a: 1, a: 2}\n---\n", ProblemCodes.Yaml, 4)]
    [InlineData("---\na: \0\n---\n", ProblemCodes.Yaml, 2)]
    [InlineData("---\na: b\n--- c\n---\n", ProblemCodes.Yaml, 3)]
    public void Front_matter_that_cannot_be_read_is_named_with_its_line(string text, string code, int line)
    {
        var parsed = Sample.Parse(text);
        var problem = Sample.Problem(parsed);
        Assert.Equal((FileState.Problem, code, line), (parsed.State, problem.Code, problem.Line));
    }

    [Fact]
    public void Depth_up_to_the_limit_is_read_and_beyond_it_is_not()
    {
        Assert.NotNull(Sample.Post($"x: {new string('[', 31)}{new string(']', 31)}"));
        Assert.Equal(ProblemCodes.Limit, Sample.Problem(Sample.File($"x: {new string('[', 32)}{new string(']', 32)}")).Code);
        Assert.Equal(ProblemCodes.Limit, Sample.Problem(Sample.File($"x: {new string('[', 60_000)}")).Code);
    }

    [Fact]
    public void Depth_counts_through_aliases()
    {
        var deep = $"a: &a {new string('[', 20)}{new string(']', 20)}\nb: {new string('[', 20)}*a{new string(']', 20)}";
        Assert.Equal(ProblemCodes.Limit, Sample.Problem(Sample.File(deep)).Code);
    }

    [Fact]
    public void Hundred_aliases_are_expanded_and_no_more()
    {
        Assert.NotNull(Sample.Post($"a: &a x\nb: [{string.Join(", ", Enumerable.Repeat("*a", 100))}]"));
        Assert.Equal(ProblemCodes.Limit, Sample.Problem(Sample.File($"a: &a x\nb: [{string.Join(", ", Enumerable.Repeat("*a", 101))}]")).Code);
        var nested = $"a: &a x\nb: &b [{string.Join(", ", Enumerable.Repeat("*a", 40))}]\nc: *b\nd: *b";
        Assert.Equal(ProblemCodes.Limit, Sample.Problem(Sample.File(nested)).Code);
    }

    [Fact]
    public void Size_counts_utf8_bytes_of_the_front_matter()
    {
        string Filled(int bytes) => $"---\n{"title: a\ndate: 2023-01-01\nx: "}{new string('ä', (bytes - 29) / 2)}\n---\n";
        Assert.NotNull(Sample.Parse(Filled(65_535)).Post);
        Assert.Equal(ProblemCodes.Limit, Sample.Problem(Sample.Parse(Filled(65_539))).Code);
    }

    [Fact]
    public void Merge_keys_are_not_merged() => Assert.Null(Sample.Post("base: &b {type: x}\n<<: *b").Type);

    [Fact]
    public void Keys_that_fold_to_one_name_warn_and_the_first_wins()
    {
        var parsed = Sample.File("hero-image: /a.png\nheroImage: /b.png");
        Assert.Equal("https://site.example/a.png", parsed.Post!.Image!.Url);
        var problem = Sample.Problem(parsed);
        Assert.Equal((ProblemCodes.FieldType, ProblemSeverity.Warning, 5), (problem.Code, problem.Severity, problem.Line));
    }

    [Fact]
    public void Empty_front_matter_is_an_empty_mapping()
    {
        foreach (var text in new[] { "---\n---\n", "---\n# note\n---\n", "---\n\n---\n" })
        {
            Assert.Equal([ProblemCodes.TitleMissing, ProblemCodes.DateMissing], Sample.Parse(text).Problems.Select(problem => problem.Code));
        }
    }

    [Fact]
    public void Positions_count_in_the_file()
    {
        var entry = Sample.Parse("\n---\ntitle: a\ndate: 2023-01-01\nx:\n  y: z\n---\n").Post!.Properties.Find("x")!;
        var inner = Assert.IsType<FrontMatterMapping>(entry.Value).Entries[0];
        Assert.Equal((5, 1, 6, 3), (entry.Line, entry.Column, inner.Line, inner.Column));
    }
}
