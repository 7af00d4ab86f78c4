using Markdig.Helpers;
using Markdig.Parsers;

namespace Syndication.Feeds.Rendering;

/// <summary>Recognises <c>{{ … }}</c> and <c>{% … %}</c> outside code, so that Markdown inside them is not read as such.</summary>
internal sealed class TemplateTagParser : InlineParser
{
    // What a person writes as one tag; the rest of a text is no tag.
    private const int MaxLength = 1000;

    /// <summary>Begins at a brace.</summary>
    public TemplateTagParser() => OpeningCharacters = ['{'];

    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice.AsSpan();
        if (rest.Length < 4 || rest[1] is not ('{' or '%')) return false;
        var (kind, close) = rest[1] == '{' ? (0, "}}") : (1, "%}");
        var end = FindEnd(processor, slice, kind, close) - slice.Start;
        if (end > MaxLength) return false;
        var length = (int)end + 2;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new TemplateTagInline(rest[..length].ToString()) { Span = new(start, start + length - 1), Line = line, Column = column, IsClosed = true };
        slice.Start += length;
        return true;
    }

    /// <summary>The place of the next end. It is remembered, for to look for it at each beginning would make the time grow with the square of the length.</summary>
    private long FindEnd(InlineProcessor processor, StringSlice slice, int kind, string close)
    {
        // Begins anew with each block.
        var next = processor.GetParserState(this, static () => new long[2]);
        var from = slice.Start + 2;
        if (next[kind] < from) next[kind] = slice.AsSpan()[2..].IndexOf(close) is >= 0 and var found ? from + found : long.MaxValue;
        return next[kind];
    }
}
