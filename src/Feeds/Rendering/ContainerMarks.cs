namespace Syndication.Feeds.Rendering;

/// <summary>Counts the quotes and lists that a line of Markdown begins (CommonMark §5), without looking at what is open before it.</summary>
internal static class ContainerMarks
{
    /// <summary>How many blocks deep the line's text would stand: one for a quote, two for an item, which stands in a list.</summary>
    public static int Depth(ReadOnlySpan<char> line)
    {
        var depth = 0;
        // A rule of many marks is no list (CommonMark §4.1).
        if (line is ['-' or '*', ..] && line.IndexOfAnyExcept(line[0], ' ', '\t') < 0) return 0;
        while (true)
        {
            line = line.TrimStart(" \t");
            if (line is ['>', ..])
            {
                depth++;
                line = line[1..];
            }
            else if (ItemLength(line) is > 0 and var length)
            {
                depth += 2;
                line = line[length..];
            }
            else
            {
                return depth;
            }
        }
    }

    private static int ItemLength(ReadOnlySpan<char> text)
    {
        if (text is ['-' or '+' or '*', ' ' or '\t', ..]) return 2;
        var digits = 0;
        while (digits < text.Length && digits < 10 && char.IsAsciiDigit(text[digits])) digits++;
        return digits is > 0 and < 10 && text[digits..] is ['.' or ')', ' ' or '\t', ..] ? digits + 2 : 0;
    }
}
