using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>
/// Reads code spans. Markdig's own parser looks to the end of the block for a closing run of backticks, once for each run that has none;
/// here one look at the block tells which lengths occur again.
/// </summary>
internal sealed class CodeSpanParser : CodeInlineParser
{
    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekCharExtra(-1) == '`') return false;
        var last = processor.GetParserState(this, static () => new Dictionary<int, int>());
        if (last.Count == 0) FindLast(slice, last);
        var length = RunLength(slice.AsSpan());
        return last.GetValueOrDefault(length, -1) > slice.Start && base.Match(processor, ref slice);
    }

    // Where the last run of each length begins.
    private static void FindLast(StringSlice slice, Dictionary<int, int> last)
    {
        var text = slice.AsSpan();
        for (var at = 0; text[at..].IndexOf('`') is >= 0 and var next;)
        {
            var length = RunLength(text[(at + next)..]);
            last[length] = slice.Start + at + next;
            at += next + length;
        }
    }

    private static int RunLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept('`');
        return length < 0 ? text.Length : length;
    }
}
