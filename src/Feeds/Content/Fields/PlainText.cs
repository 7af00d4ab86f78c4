using System.Buffers;
using System.Text;

namespace Syndication.Feeds.Content.Fields;

/// <summary>Text that people read, without what XML 1.0 cannot hold.</summary>
internal static class PlainText
{
    /// <summary>Most code points of a description.</summary>
    public const int MaxDescription = 500;

    // XML 1.0 §2.2: what Char leaves out, and surrogates, which are looked at in pairs.
    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x10000).Where(c => c is < 0x20 and not (0x09 or 0x0A or 0x0D) or >= 0x7F and <= 0x9F or >= 0xD800 and <= 0xDFFF or 0xFFFE or 0xFFFF).Select(c => (char)c)));

    /// <summary>The text without control characters and lone surrogates.</summary>
    public static string Clean(string text)
    {
        var at = text.AsSpan().IndexOfAny(Suspect);
        if (at < 0) return text;
        var clean = new StringBuilder(text.Length).Append(text, 0, at);
        for (; at < text.Length; at++)
        {
            if (!Suspect.Contains(text[at])) clean.Append(text[at]);
            else if (text[at] == '\u0085') clean.Append(' ');
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) clean.Append(text, at++, 2);
        }

        return clean.Length == text.Length ? text : clean.ToString();
    }

    /// <summary>The clean text with each run of white space as one space, and none at the ends; no-break spaces stay.</summary>
    public static string Fold(string text)
    {
        text = Clean(text);
        if (IsFolded(text)) return text;
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in text)
        {
            if (IsSpace(c))
            {
                space = folded.Length > 0;
                continue;
            }

            if (space) folded.Append(' ');
            space = false;
            folded.Append(c);
        }

        return folded.ToString();
    }

    /// <summary>At most 500 code points, cut at a word with <c>…</c>.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MaxDescription || CodePoints(text, MaxDescription) >= text.Length) return text;
        var end = CodePoints(text, MaxDescription - 1);
        var word = end;
        while (word > 0 && !char.IsWhiteSpace(text[word])) word--;
        return (word > 0 ? text[..word].TrimEnd() : text[..end]) + "…";
    }

    // How many characters the first code points take.
    private static int CodePoints(string text, int count)
    {
        var at = 0;
        for (; count > 0 && at < text.Length; count--) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        return at;
    }

    private static bool IsFolded(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c != ' ' && IsSpace(c)) return false;
            if (c == ' ' && before == ' ') return false;
            before = c;
        }

        return before != ' ' || text.Length == 0;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v' or '\u2028' or '\u2029';
}
