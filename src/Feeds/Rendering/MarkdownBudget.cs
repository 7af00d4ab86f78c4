using System.Buffers;

namespace Syndication.Feeds.Rendering;

/// <summary>Whether Markdig reads a text in bounded time: some of its steps grow with the square of the marks in one block.</summary>
internal static class MarkdownBudget
{
    // Measured: 5 to 20 ns for each pair of marks within a block; so some 0.3 s at most.
    private const long MaxPairs = 20_000_000;

    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~[]()");

    /// <summary>Whether the text stays within the budget.</summary>
    public static bool Allows(string markdown)
    {
        long pairs = 0, marks = 0;
        var (footnotes, terms) = (0L, 0L);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                pairs += marks * marks;
                marks = 0;
                continue;
            }

            var text = line.TrimStart();
            if (text.StartsWith("[^")) footnotes++;
            if (text[0] == ':') terms++;
            for (var rest = line; rest.IndexOfAny(Marks) is >= 0 and var at; rest = rest[(at + 1)..]) marks++;
        }

        return pairs + (marks * marks) + (footnotes * footnotes) + (terms * terms / 10) <= MaxPairs;
    }
}
