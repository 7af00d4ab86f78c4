using System.Buffers;
using System.Text;

namespace Syndication.Feeds.Formats;

/// <summary>Text that XML 1.0 can hold.</summary>
internal static class FeedText
{
    // Carriage returns are legal but would be written as references or changed by every parser (XML 1.0 §2.11).
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000B\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\uFFFE\uFFFF");

    private static readonly SearchValues<char> Surrogates = SearchValues.Create(string.Concat(Enumerable.Range(0xD800, 0x800).Select(c => (char)c)));

    /// <summary>The text without what XML 1.0 §2.2 forbids, and with <c>\n</c> as its only line end.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls) && SurrogatesArePaired(text))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(c).Append(text[++i]);
            else if (c == '\r')
                AppendLineEnd(clean, text, i);
            else if (!char.IsSurrogate(c) && !Controls.Contains(c))
                clean.Append(c);
        }
        return clean.ToString();
    }

    /// <summary>As <see cref="Clean"/>, on one line.</summary>
    public static string CleanLine(string text)
    {
        var clean = Clean(text);
        return clean.AsSpan().ContainsAny('\n', '\t') ? clean.Replace('\n', ' ').Replace('\t', ' ').Trim() : clean;
    }

    private static void AppendLineEnd(StringBuilder clean, string text, int at)
    {
        if (at + 1 == text.Length || text[at + 1] != '\n')
            clean.Append('\n');
    }

    private static bool SurrogatesArePaired(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Surrogates) is >= 0 and var at)
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            text = text[(at + 2)..];
        }
        return true;
    }
}
