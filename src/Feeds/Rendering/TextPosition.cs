namespace Syndication.Feeds.Rendering;

/// <summary>A place in a text.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Offset">Characters before it.</param>
internal readonly record struct TextPosition(int Line, int Column, int Offset)
{
    /// <summary>The position of an offset, counted on from an earlier position in the same text.</summary>
    public static TextPosition Of(ReadOnlySpan<char> text, int offset, TextPosition earlier)
    {
        var line = Math.Max(1, earlier.Line) + text[earlier.Offset..offset].Count('\n');
        return new(line, offset - text[..offset].LastIndexOf('\n'), offset);
    }
}
