using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Syndication.Tests.Support.Content;

/// <summary>Posts as no author but many authors together write them, the same on every run: odd characters, hostile HTML, hard Markdown.</summary>
/// <param name="seed">Names the posts.</param>
public sealed class GeneratedPosts(uint seed)
{
    private static readonly string[] Words =
        ["Nerve", "fibres", "& salt", "<b>bold</b>", "AT&amp;T", "C#", "a < b", "\"quoted\"", "it's", "naïve", "kalp sağlığı", "日本語", "قلب", "🙂", "👩‍⚕️", "100 %", "{{ title }}", "]]>", "--", "\\", "&#8217;", "&lt;i&gt;"];

    private static readonly string[] Controls = ["\u0000", "\u0007", "\u000B", "\u001B", "\u0085", "\u2028", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\u200F", "\uFEFF"];

    private static readonly string[] Blocks =
    [
        "A plain paragraph with *emphasis* and `code`.", "[a link](/relative?a=1&b=2#x) and [another](../up.html)", "![picture](/img/one two.png \"t\")",
        "[finding](https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7698327/#:~:text=6.-,Clinical%20Trials,-Using%20MSCs)", "<script>alert(1)</script>",
        "<p onclick=\"x()\">click</p>", "<a href=\"java\nscript:alert(1)\">x</a>", "<iframe src=\"https://a.example/\"></iframe>", "<img src=x onerror=alert(1)>",
        "<svg><script>1</script></svg>", "<style>p{}</style>", "| a | b |\n|---|---|\n| 1 | <td> |", "```html\n<b>]]></b>\n```", "> quoted\n> > twice", "1. one\n2. two\n\n   - inner",
        "<video src=\"/v.mp4\" poster=\"p.png\"></video>", "<img srcset=\"/a.png 1x, b,c.png 2x\" src=\"/a.png\">", "<!-- a comment -- with > in it -->", "Text with a footnote[^1].\n\n[^1]: The note.",
        "Line one  \nline two\\\nline three", "<form action=\"/x\"><input name=a></form>", "&copy; &nosuch; &#x0; &#xD800;", "<https://a.example/?q=ä>", "<b><i>crossed</b></i>", "<div><p>unclosed",
    ];

    private static readonly string[] Tags = ["heart", "Kalp Sağlığı", "C++", "C#", "multiple sclerosis", "日本語", "R&D", "a/b", "x<y"];

    private uint state = (seed * 2654435761) | 1;

    /// <summary>Writes posts as Markdown files.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="count">How many.</param>
    public void Write(string folder, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"post-{number:0000}.md")), Next(number));
        }
    }

    private string Next(int number)
    {
        var date = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes((number * 1511L) + Roll(1000)).AddMilliseconds(Roll(1000));
        var post = new StringBuilder("---\n");
        post.Append(CultureInfo.InvariantCulture, $"title: {Quoted($"Post {number} {Text(5)}")}\ndate: {date:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n");
        if (Roll(4) > 0) post.Append("description: ").Append(Quoted(Text(12))).Append('\n');
        post.Append("type: ").Append(Roll(3) == 0 ? "news" : "disease").Append('\n');
        post.Append("tags: [").AppendJoin(", ", Enumerable.Range(0, (int)Roll(4)).Select(_ => Quoted(Tags[Roll((uint)Tags.Length)]))).Append("]\n");
        if (Roll(3) == 0) post.Append("author: ").Append(Quoted(Text(2))).Append('\n');
        if (Roll(3) == 0) post.Append("image: ").Append(Quoted("/img/" + Text(2) + ".png")).Append('\n');
        if (Roll(5) == 0) post.Append("lang: tr\n");
        if (Roll(20) == 0) post.Append("retracted: ").Append(Quoted(Text(4))).Append('\n');
        if (Roll(20) == 0) post.Append("correction: ").Append(Quoted("The dose was wrong. " + Text(2))).Append('\n');
        post.Append("---\n\n");
        for (var left = 1 + Roll(6); left > 0; left--) post.Append(Blocks[Roll((uint)Blocks.Length)]).Append("\n\n").Append(Roll(8) == 0 ? Controls[Roll(8)] + "\n\n" : "");
        return post.ToString();
    }

    private string Text(uint most)
    {
        var text = new List<string>();
        for (var left = 1 + Roll(most); left > 0; left--) text.Add(Roll(15) == 0 ? Controls[Roll((uint)Controls.Length)] : Words[Roll((uint)Words.Length)]);
        return string.Join(' ', text);
    }

    /// <summary>JSON's strings are YAML's too; half of a surrogate pair only fits in as an escape.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Escaping);

    private static readonly JsonSerializerOptions Escaping = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Default };

    /// <summary>A xorshift generator.</summary>
    private uint Roll(uint below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state % below;
    }
}
