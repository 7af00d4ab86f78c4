using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Syndication.Feeds.Rendering;

/// <summary>
/// Reads autolinks and inline HTML. Markdig's own parser looks to the end of the block for the end of each comment, declaration, instruction
/// and CDATA section, so that many without one take quadratic time; here the first that has none settles it for the rest of the block.
/// </summary>
internal sealed class HtmlInlineParser : AutolinkInlineParser
{
    private static readonly (string Start, string End)[] Sections = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>")];

    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice) =>
        slice.PeekChar() is not ('!' or '?') ? base.Match(processor, ref slice) : HasEnd(processor, slice.AsSpan()) && base.Match(processor, ref slice);

    private bool HasEnd(InlineProcessor processor, ReadOnlySpan<char> rest)
    {
        for (var i = 0; i < Sections.Length; i++)
        {
            if (!rest.StartsWith(Sections[i].Start, StringComparison.Ordinal)) continue;
            // Begins anew with each block.
            var endless = processor.GetParserState(this, static () => new bool[Sections.Length]);
            if (endless[i]) return false;
            endless[i] = rest.IndexOf(Sections[i].End, StringComparison.Ordinal) < 0;
            return !endless[i];
        }

        return false;
    }
}
