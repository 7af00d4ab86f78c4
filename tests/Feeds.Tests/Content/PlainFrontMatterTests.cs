using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Reading;

namespace Syndication.Tests.Feeds.Content;

public sealed class PlainFrontMatterTests
{
    private const string Ordinary = """
        templateKey: blog-post
        path: /blog/a-b_c.d-117
        title: "Mg: sleep term # café '117'"
        subtitle: 'Two "words"'
        date: 2019-03-01T22:29:30.753Z
        description: >-
          °c protein & more: a text
          over two lines
        featuredpost: false
        nothing: null
        tags:
          - hepato pathy
          - "immuno: therapy"
          - null
        flow: [one, two words, "three", 'f o']
        more:
        - a

        """;

    private static readonly string[] Lines =
    [
        "title: Plain words\n", "date: 2020-01-01\n", "url: https://a.example/b?c=d#e\n", "a: 'single'\n", "b: \"double: # x\"\n", "draft: true\n", "n: null\n", "z: 12:30\n",
        "tags:\n", "  - one\n", "  - two words\n", "- three\n", "    - deep\n", "  - 'q'\n", "l: [a, b]\n", "m: [one two, \"q\",  'r' ]\n", "d: >-\n", "  folded text\n", "  more: of it\n", "   deeper\n", "e: |\n", "f: >\n", "\n",
    ];

    private static readonly string[] Pieces =
    [
        .. Lines, "key: ", "key:", "- ", "-", ": ", ":", " #c", "#", "\"", "'", "''", "\\", "[", "]", "[a, b]", "[a, b", ",", "{a: b}", ", ", "&x ", "*x ", "!t ", "| ", ">- ", "? ", "%", "@", "`", "~", " ", "  ", "\t", "x", "ğ", "💧",
        "null", "é y", "\u00a0", "\u2028", "\u0085", "\ufeff", "---", "...", "=", "<<: ", "0x1f", "/p", "\n", "\n  ", "\n\n",
    ];

    [Fact]
    public void Ordinary_front_matter_is_read_at_once() => Assert.Equal(Dump(Events(Ordinary)!), Dump(Assert.IsType<FrontMatterMapping>(PlainFrontMatterReader.Read(Ordinary, 3))));

    [Fact]
    public void Front_matter_near_the_plain_form_is_read_alike() => Alike(Gen.Elements(Lines), 20_000, 14);

    [Fact]
    public void Front_matter_off_the_plain_form_is_read_alike() => Alike(Gen.Frequency((3, Gen.Elements(Lines)), (2, Gen.Elements(Pieces))), 20_000, 20);

    [Fact]
    public void One_odd_piece_in_ordinary_front_matter_is_read_alike()
    {
        foreach (var piece in Pieces)
        {
            for (var at = 0; at <= Ordinary.Length; at++) Alike(Ordinary.Insert(at, piece));
        }
    }

    [Fact]
    public void Ordinary_front_matter_without_some_part_is_read_alike()
    {
        for (var from = 0; from < Ordinary.Length; from++)
        {
            for (var length = 1; length <= 12 && from + length <= Ordinary.Length; length++) Alike(Ordinary.Remove(from, length));
        }
    }

    private static void Alike(Gen<string> piece, int runs, int size) => Check.One(
        Config.QuickThrowOnFailure.WithReplay(20_230_506, 1).WithMaxTest(runs).WithEndSize(size),
        Prop.ForAll(piece.ListOf().Select(parts => string.Concat(parts)).ToArbitrary(), yaml =>
        {
            Alike(yaml);
            return true;
        }));

    private static void Alike(string yaml)
    {
        if (PlainFrontMatterReader.Read(yaml, 3) is not { } plain) return;
        var events = Events(yaml);
        Assert.True(events is not null, $"Only the plain reader reads:\n{yaml}");
        if (Dump(events) != Dump(plain)) Assert.Fail($"{yaml}\nis read as\n{Dump(events)}\nand plainly as\n{Dump(plain)}");
    }

    private static FrontMatterMapping? Events(string yaml)
    {
        try
        {
            return new FrontMatterEventReader(yaml.AsMemory(), 3).Read();
        }
        catch (Exception fault) when (fault is FrontMatterException or YamlDotNet.Core.YamlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string Dump(FrontMatterValue value)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{value.Line}:{value.Column} ");
        _ = value switch
        {
            FrontMatterScalar scalar => text.Append(scalar.Text is null ? "null" : $"<{scalar.Text}>"),
            FrontMatterSequence sequence => text.Append('[').AppendJoin(", ", sequence.Items.Select(Dump)).Append(']'),
            FrontMatterMapping mapping => text.Append('{').AppendJoin(",\n", mapping.Entries.Select(entry => $"{entry.Line}:{entry.Column} {entry.Key} = {Dump(entry.Value)}")).Append('}'),
            _ => text,
        };
        return text.ToString();
    }
}
