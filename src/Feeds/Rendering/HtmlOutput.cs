using System.Globalization;
using System.Text;

namespace Syndication.Feeds.Rendering;

/// <summary>What a renderer writes, in one array that is kept for the next text and can be read where it is.</summary>
internal sealed class HtmlOutput() : TextWriter(CultureInfo.InvariantCulture)
{
    private char[] characters = new char[16 * 1024];
    private int length;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.Unicode;

    /// <summary>How much it holds before it grows.</summary>
    public int Capacity => characters.Length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<char> Written => characters.AsSpan(0, length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => length = 0;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (length == characters.Length) Array.Resize(ref characters, 2 * length);
        characters[length++] = value;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (characters.Length - length < buffer.Length) Array.Resize(ref characters, Math.Max(2 * characters.Length, length + buffer.Length));
        buffer.CopyTo(characters.AsSpan(length));
        length += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());
}
