using Markdig.Helpers;
using Markdig.Parsers;

namespace Syndication.Feeds.Rendering;

/// <summary>Recognises <c>{{ … }}</c> and <c>{% … %}</c> outside code, so that Markdown inside them is not read as such.</summary>
internal sealed class TemplateTagParser : InlineParser
{
    // Looking further for an end would make the time grow with the square of the length.
    private const int MaxLength = 1000;

    /// <summary>Begins at a brace.</summary>
    public TemplateTagParser() => OpeningCharacters = ['{'];

    /// <inheritdoc/>
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var rest = slice.AsSpan();
        if (rest.Length < 4 || rest[1] is not ('{' or '%')) return false;
        var close = rest[1] == '{' ? "}}" : "%}";
        // Begins anew with each block: where one has no end, those after it need not be asked.
        var endless = processor.GetParserState(this, static () => new bool[2]);
        if (endless[rest[1] == '{' ? 0 : 1]) return false;
        var end = rest[2..Math.Min(rest.Length, MaxLength)].IndexOf(close);
        if (end < 0)
        {
            endless[rest[1] == '{' ? 0 : 1] = rest[2..].IndexOf(close) < 0;
            return false;
        }

        var length = end + 4;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new TemplateTagInline(rest[..length].ToString()) { Span = new(start, start + length - 1), Line = line, Column = column, IsClosed = true };
        slice.Start += length;
        return true;
    }
}
