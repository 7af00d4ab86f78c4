using System.Buffers;

namespace Syndication.Feeds.Rendering;

/// <summary>Whether Markdig reads a text in bounded time: some of its steps grow with the square of the marks in one block, of the footnotes or of the underlined headings.</summary>
internal sealed class MarkdownBudget
{
    // Measured: 5 ns for each pair of emphasis marks within a block, 8 of brackets, 35 of bare addresses, 0.4 of underlined headings; so some 0.3 s at most.
    private const long MaxPairs = 28_000_000;

    // Measured: 3 to 6 µs for a line that is a block or a table's row of its own.
    private const int MaxLines = 120_000;

    // Markdig refuses what stands deeper, but only after every line has opened all of it.
    private const int MaxDepth = 126;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~[]:wW`<&\\{!|");
    private static readonly SearchValues<char> Rule = SearchValues.Create("|-:+ \t");
    private readonly FenceTracker fences = new();
    private long pairs;
    private long emphases;
    private long brackets;
    private long closers;
    private long inlines;
    private long addresses;
    private long notes;
    private long terms;
    private long underlines;
    private long cells;
    private int lines;
    private int depth;
    private long rows;
    private long pipes;
    private bool isTable;

    private MarkdownBudget()
    {
    }

    /// <summary>Whether the text stays within the budget.</summary>
    public static bool Allows(string markdown)
    {
        var budget = new MarkdownBudget();
        var rest = markdown.AsSpan();
        while (rest.Length > 0)
        {
            var end = rest.IndexOf('\n');
            budget.Count(end < 0 ? rest : rest[..end]);
            if (!budget.IsKept) return false;
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return budget.IsKept;
    }

    private bool IsKept => lines <= MaxLines && depth <= MaxDepth && cells + Table <= MaxLines
        && pairs + Block + (notes * notes) + (terms * terms / 10) + (underlines * underlines / 20) <= MaxPairs;

    // The pairs of the block that is being counted.
    private long Block => (emphases * emphases) + (brackets * brackets) + (7 * addresses * addresses)
        + (closers * emphases / 2) + (inlines * brackets / 4);

    // Every row of a table gets as many cells as the widest has.
    private long Table => isTable ? rows * (pipes + 1) : 0;

    private void Count(ReadOnlySpan<char> line)
    {
        lines++;
        if (fences.Next(line))
        {
            EndBlock();
            return;
        }

        var text = line.TrimStart(" \t");
        var indent = line.Length - text.Length;
        if (text.IsEmpty || (indent < 4 && BeginsItem(text))) EndBlock();
        if (text.IsEmpty) return;
        var opened = ContainerMarks.Depth(text);
        depth = Math.Max(depth, opened);
        pairs += 3L * opened * opened;
        if (text.StartsWith("[^")) notes++;
        if (text[0] == ':') terms++;
        if (text[0] is '=' or '-' && text.TrimEnd().IndexOfAnyExcept(text[0]) < 0) underlines++;
        CountCells(text);
        CountMarks(text);
    }

    private void EndBlock()
    {
        pairs += Block;
        cells += Table;
        (emphases, brackets, closers, inlines, addresses, rows, pipes, isTable) = (0, 0, 0, 0, 0, 0, 0, false);
    }

    private void CountCells(ReadOnlySpan<char> line)
    {
        rows++;
        var count = line.Count('|');
        cells += count;
        pipes = Math.Max(pipes, count);
        isTable |= line.Contains('-') && line.IndexOfAnyExcept(Rule) < 0;
    }

    // Only what begins a new block wherever it stands (CommonMark §5.2); an item without text does not.
    private static bool BeginsItem(ReadOnlySpan<char> text) =>
        text.Length > 2 && !text[2..].IsWhiteSpace() && (text is ['-' or '*' or '+', ' ', ..] || text is ['1', '.' or ')', ' ', ..]);

    private void CountMarks(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Marks) is >= 0 and var at)
        {
            text = text[at..];
            if (text[0] == '[') brackets++;
            else if (text[0] == ']') closers++;
            else if (text[0] is '`' or '<' or '&' or '\\' or '{' or '!' or '|') inlines++;
            else if (text[0] == ':' || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) addresses++;
            else if (text[0] is not ('w' or 'W')) emphases++;
            text = text[1..];
        }
    }
}
