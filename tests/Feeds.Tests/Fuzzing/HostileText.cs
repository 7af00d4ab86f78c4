using System.Globalization;
using System.Text;

namespace Syndication.Tests.Feeds.Fuzzing;

/// <summary>Makes long texts of few pieces, the kind that parsers choke on. A seed gives the same texts on every run.</summary>
internal sealed class HostileText(int seed)
{
    private static readonly string[] Pieces =
    [
        "*", "_", "**", "~~", "`", "``", "```\n", "~~~\n", "[", "]", "](", "](a)", "![", "[^a", "]:", "[a]: b\n", "[^1]: a\n", "<", ">", "<a>", "</a>", "<b ", "<!--", "-->", "<?", "<!A ",
        "<![CDATA[", "</", "/>", "\"", "'", "#", "# a\n", "-", "- ", "+ ", "1. ", "1) ", "> ", "=", "===\n", "---\n", "|", "|-|", "|a|\n", "|-|\n", "a|b\n-|-\n", ":", "\n:   ", "\n", "\n\n",
        "  ", "    ", "\t", "a", "é", "💧", "\\", "&", "&amp;", "&#", "www.", "http://", "https://a.b", "mailto:", "a@b.c", "{{", "}}", "{%", "%}", "- [ ] ", "(", ")", "<div>\n", "<pre>",
        "\0", "<script>", "<table>", "<td>", "<p>", "^", "!", ".", "/", "w", "@", ";", "\"a\": ", "&x ", "*x ", "{", "}", ", ", "? ", "import {", "export ", "<A>", "</A>", "â€™", "Ã©",
    ];

    private uint state = ((uint)seed * 2654435761) | 1;

    /// <summary>A description of the next text, and what makes it at any length.</summary>
    public (string Name, Func<int, string> Make) Next()
    {
        var (first, second) = (Fragment(), Fragment());
        var length = 10 + (int)Roll(3000);
        return Roll(6) switch
        {
            0 => ($"lines of {length}: {first}", size => Repeat(Repeat(first, length) + "\n", size)),
            1 => ($"paragraphs of {10 * length}: {first}", size => Repeat(Repeat(first, 10 * length) + "\n\n", size)),
            2 => ($"numbered: {first} … {second}", size => Series(size, (text, i) => text.Append(first).Append(i.ToString(CultureInfo.InvariantCulture)).Append(second))),
            3 => ($"halves: {first} … {second}", size => Repeat(first, size / 2) + Repeat(second, size / 2)),
            4 => ($"growing: {first} … {second}", size => Series(size, (text, i) => text.Insert(text.Length, first, 1 + (i % 3000)).Append(second))),
            _ => ($"repeated: {first}", size => Repeat(first, size)),
        };
    }

    /// <summary>A text over and over, up to a length.</summary>
    public static string Repeat(string piece, int size) => Series(size, (text, _) => text.Append(piece));

    private static string Series(int size, Action<StringBuilder, int> add)
    {
        var text = new StringBuilder(size);
        for (var i = 0; text.Length < size; i++) add(text, i);
        return text.ToString(0, size);
    }

    private string Fragment()
    {
        var text = new StringBuilder();
        for (var left = 1 + Roll(5); left > 0; left--) text.Append(Pieces[Roll((uint)Pieces.Length)]);
        return text.ToString();
    }

    // xorshift
    private uint Roll(uint below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state % below;
    }
}
