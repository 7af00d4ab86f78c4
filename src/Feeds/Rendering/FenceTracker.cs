namespace Syndication.Feeds.Rendering;

/// <summary>
/// Tells which lines of Markdown are code between fences, where only that is beyond doubt: a fence within a list or a quotation, or HTML before it,
/// could mean that Markdig sees the opposite, and from then on every line counts as text.
/// </summary>
internal sealed class FenceTracker
{
    private string open = "";
    private bool doubtful;

    /// <summary>Takes the next line; true where it is code.</summary>
    public bool Next(ReadOnlySpan<char> line)
    {
        if (doubtful) return false;
        line = line.TrimEnd();
        if (open.Length > 0)
        {
            if (line.StartsWith(open, StringComparison.Ordinal) && line.IndexOfAnyExcept(open[0]) < 0) open = "";
            // A closing fence may be indented.
            else doubtful = line.TrimStart(' ').StartsWith(open, StringComparison.Ordinal) && line.TrimStart(' ').IndexOfAnyExcept(open[0]) < 0;
            return !doubtful;
        }

        if (line is ['`', '`', '`', ..] or ['~', '~', '~', ..]) Open(line);
        else doubtful = line.TrimStart(" \t>") is ['<', ..] || line.Contains("```", StringComparison.Ordinal) || line.Contains("~~~", StringComparison.Ordinal);
        return false;
    }

    private void Open(ReadOnlySpan<char> line)
    {
        var length = line.IndexOfAnyExcept(line[0]);
        // What follows a fence of backticks holds none (CommonMark §4.5).
        if (length > 0 && line[0] == '`' && line[length..].Contains('`')) return;
        open = (length < 0 ? line : line[..length]).ToString();
    }
}
