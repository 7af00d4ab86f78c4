using System.Text;

namespace MimeKit.Text;

/// <summary>Joins the lines of text in format=flowed (RFC 3676 §4).</summary>
internal static class FlowedText
{
    public static string Join(string text, bool deleteSpace)
    {
        var joined = new StringBuilder(text.Length);
        var paragraph = new StringBuilder();
        var depth = -1;
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            var content = Unquote(line, out var lineDepth);
            if (depth >= 0 && lineDepth != depth)
                EndParagraph(joined, paragraph, depth);

            depth = lineDepth;
            paragraph.Append(content);
            if (!content.EndsWith(' '))
            {
                EndParagraph(joined, paragraph, depth);
                depth = -1;
            }
            else if (deleteSpace)
                paragraph.Length--;
        }

        if (paragraph.Length > 0)
            AppendQuote(joined, depth).Append(paragraph);
        return joined.ToString();
    }

    private static ReadOnlySpan<char> Unquote(string line, out int depth)
    {
        depth = 0;
        while (depth < line.Length && line[depth] == '>')
            depth++;
        var content = line.AsSpan(depth);

        // RFC 3676 §4.4: a space was stuffed before lines that begin with a space, ">" or "From ".
        return content.StartsWith(" ") ? content[1..] : content;
    }

    private static void EndParagraph(StringBuilder joined, StringBuilder paragraph, int depth)
    {
        AppendQuote(joined, depth).Append(paragraph).Append(Environment.NewLine);
        paragraph.Clear();
    }

    private static StringBuilder AppendQuote(StringBuilder joined, int depth) =>
        depth > 0 ? joined.Append('>', depth).Append(' ') : joined;
}
