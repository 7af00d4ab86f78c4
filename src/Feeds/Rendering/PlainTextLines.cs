using System.Text;

namespace Syndication.Feeds.Rendering;

/// <summary>Lays out plain text in lines: folds white space, keeps one blank line between paragraphs, and puts marks before the lines of a block.</summary>
internal sealed class PlainTextLines
{
    private const int MaxIndent = 20;
    private readonly StringBuilder output = new();
    private readonly Stack<(string Prefix, bool Counted)> blocks = new();
    private string prefix = "";
    private string blankPrefix = "";
    private string? mark;
    private bool lineOpen;
    private bool blankWanted;
    private bool space;
    private bool verbatim;

    /// <summary>Characters so far.</summary>
    public int Length => output.Length;

    /// <summary>What was written from a place on.</summary>
    public string Since(int start) => output.ToString(start, output.Length - start);

    /// <summary>Adds text to the line.</summary>
    public void Text(string text)
    {
        foreach (var c in text)
        {
            if (verbatim && c == '\n') EndLine(keepEmpty: true);
            else if (!verbatim && c is ' ' or '\n' or '\t' or '\r') space = lineOpen;
            else Append(c);
        }
    }

    /// <summary>Ends the line, if one has begun.</summary>
    public void NewLine() => EndLine(keepEmpty: false);

    /// <summary>Ends the line, as a break inside a paragraph.</summary>
    public void Break() => EndLine(keepEmpty: true);

    /// <summary>Ends the paragraph: a blank line comes before the next text.</summary>
    public void Paragraph()
    {
        EndLine(keepEmpty: false);
        if (output.Length == 0 || mark is not null) return;
        blankWanted = true;
        blankPrefix = prefix;
    }

    /// <summary>Begins a block whose first line starts with one mark and the others with another.</summary>
    public void BeginBlock(string first, string rest)
    {
        EndLine(keepEmpty: false);
        if (mark is not null) OpenLine();
        var counted = prefix.Length + rest.Length <= MaxIndent;
        blocks.Push((rest, counted));
        mark = prefix + first;
        if (counted) prefix += rest;
        lineOpen = false;
    }

    /// <summary>Ends the block.</summary>
    public void EndBlock()
    {
        EndLine(keepEmpty: false);
        mark = null;
        if (!blocks.TryPop(out var block)) return;
        if (block.Counted) prefix = prefix[..^block.Prefix.Length];
        if (block.Prefix is "> ") Paragraph();
    }

    /// <summary>Begins text whose spaces and line ends stay.</summary>
    public void BeginVerbatim()
    {
        Paragraph();
        BeginBlock("    ", "    ");
        verbatim = true;
    }

    /// <summary>Ends it.</summary>
    public void EndVerbatim()
    {
        verbatim = false;
        EndBlock();
        Paragraph();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        EndLine(keepEmpty: false);
        return output.ToString().Trim('\n') is { Length: > 0 } text ? text + "\n" : "";
    }

    private void Append(char c)
    {
        if (!lineOpen) OpenLine();
        if (space) output.Append(' ');
        space = false;
        output.Append(c);
    }

    private void OpenLine()
    {
        if (blankWanted) output.Append((prefix.StartsWith(blankPrefix, StringComparison.Ordinal) ? blankPrefix : prefix).TrimEnd()).Append('\n');
        blankWanted = false;
        output.Append(mark ?? prefix);
        (mark, lineOpen, space) = (null, true, false);
    }

    private void EndLine(bool keepEmpty)
    {
        space = false;
        if (!lineOpen && !(keepEmpty && output.Length > 0)) return;
        while (output.Length > 0 && output[^1] == ' ') output.Length--;
        output.Append('\n');
        lineOpen = false;
    }
}
