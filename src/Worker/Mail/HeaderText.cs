using System.Buffers.Text;
using System.Text;

namespace Syndication.Worker.Mail;

/// <summary>
/// Writes text of header fields, ASCII only and folded. RFC 2047 §2 allows an encoded-word 75 characters and its line 76,
/// which MimeKit keeps to for most texts but not for all.
/// </summary>
internal static class HeaderText
{
    private const int LongestLine = 76;
    private const int LongestWord = 75;
    private const int LongestPlainWord = 60;
    private const string WordStart = "=?utf-8?q?";
    private const string Base64WordStart = "=?utf-8?b?";
    private const string WordEnd = "?=";

    /// <summary>The value of a field of free text such as Subject, from the blank behind the colon to the line end.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="text">The text.</param>
    public static byte[] Unstructured(string field, string text) => Write(IsPlain(text) ? Fold(field, text) : Encode(field, text));

    /// <summary>The value of a field of a display name and something in angle brackets: an address or a list's id.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="name">The display name; empty for none.</param>
    /// <param name="bracketed">ASCII, without the brackets.</param>
    public static byte[] Named(string field, string name, string bracketed)
    {
        if (name.Length == 0) return Write($" <{bracketed}>");
        var phrase = IsPlain(name)
            ? Fold(field, "\"" + name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"")
            : Encode(field, name);
        var lastLine = phrase.LastIndexOf('\n') is var end and >= 0 ? phrase.Length - end - 1 : field.Length + 1 + phrase.Length;
        var fits = lastLine + bracketed.Length + 3 <= LongestLine;
        return Write($"{phrase}{(fits ? "" : "\r\n")} <{bracketed}>");
    }

    private static byte[] Write(string value) => Encoding.ASCII.GetBytes(value + "\r\n");

    /// <summary>Whether it can stand as it is: printable, nothing to be lost at an end or taken for an encoded-word, no word longer than a line.</summary>
    private static bool IsPlain(string text) =>
        text.All(c => c is >= ' ' and <= '~') && text.Trim(' ').Length == text.Length && !text.Contains("=?", StringComparison.Ordinal)
        && text.Split(' ').All(word => word.Length <= LongestPlainWord);

    private static string Fold(string field, string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        var line = field.Length + 1;
        for (var start = 0; start < text.Length;)
        {
            // A word with the blanks before it: all but one stay where they are when the line ends there.
            var wordStart = start;
            while (text[wordStart] == ' ') wordStart++;
            var wordEnd = text.IndexOf(' ', wordStart) is var blank and >= 0 ? blank : text.Length;
            var blanks = start == 0 ? 1 : wordStart - start;
            if (start > 0 && line + blanks + wordEnd - wordStart > LongestLine)
            {
                folded.Append("\r\n");
                line = 0;
            }

            folded.Append(' ', blanks).Append(text, wordStart, wordEnd - wordStart);
            line += blanks + wordEnd - wordStart;
            start = wordEnd;
        }

        return folded.ToString();
    }

    /// <summary>Encoded-words, each of whole characters, with the shorter of the two encodings.</summary>
    private static string Encode(string field, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var base64 = Base64.GetMaxEncodedToUtf8Length(bytes) < text.EnumerateRunes().Sum(QuotedWidth);
        var start = base64 ? Base64WordStart : WordStart;
        var encoded = new StringBuilder(text.Length * 2);
        var room = Math.Min(LongestWord, LongestLine - field.Length - 2);
        var word = new StringBuilder();
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var added = base64 ? rune.Utf8SequenceLength : QuotedWidth(rune);
            var length = base64 ? Base64.GetMaxEncodedToUtf8Length(width + added) : width + added;
            if (word.Length > 0 && start.Length + length + WordEnd.Length > room)
            {
                AppendWord(encoded, word, base64);
                room = LongestWord;
                width = 0;
            }

            word.Append(rune.ToString());
            width += added;
        }

        AppendWord(encoded, word, base64);
        return encoded.ToString();
    }

    private static void AppendWord(StringBuilder encoded, StringBuilder word, bool base64)
    {
        encoded.Append(encoded.Length == 0 ? " " : "\r\n ").Append(base64 ? Base64WordStart : WordStart);
        var bytes = Encoding.UTF8.GetBytes(word.ToString());
        if (base64) encoded.Append(Convert.ToBase64String(bytes));
        else AppendQuoted(encoded, bytes);
        encoded.Append(WordEnd);
        word.Clear();
    }

    private static void AppendQuoted(StringBuilder encoded, byte[] bytes)
    {
        foreach (var value in bytes)
        {
            if (value == ' ') encoded.Append('_');
            else if (IsPhraseSafe(value)) encoded.Append((char)value);
            else encoded.Append('=').Append(Convert.ToHexString([value]));
        }
    }

    private static int QuotedWidth(Rune rune) => rune.IsAscii && (rune.Value == ' ' || IsPhraseSafe((byte)rune.Value)) ? 1 : 3 * rune.Utf8SequenceLength;

    /// <summary>RFC 2047 §5 (3): what may stand for itself in a display name, and so everywhere.</summary>
    private static bool IsPhraseSafe(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'!' or (byte)'*' or (byte)'+' or (byte)'-' or (byte)'/';
}
