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
        rest = rest[..Math.Min(rest.Length, MaxLength)];
        var end = rest[2..].IndexOf(rest[1] == '{' ? "}}" : "%}");
        if (end < 0) return false;
        var length = end + 4;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new TemplateTagInline(rest[..length].ToString()) { Span = new(start, start + length - 1), Line = line, Column = column, IsClosed = true };
        slice.Start += length;
        return true;
    }
}
