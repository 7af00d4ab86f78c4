using System.Text;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Turns header text into tokens of plain ASCII: plain words, quoted-strings and encoded-words (RFC 2047).</summary>
internal static class EncodedWordEncoder
{
    private const int MaxWordLength = 75;
    private const int MinWordRoom = 24;

    /// <summary>Encodes unstructured text: words that are not ASCII, hold controls or are too long for a line.</summary>
    public static IEnumerable<HeaderToken> EncodeText(Encoding charset, string text, int maxLineLength, int firstLineRoom) =>
        EncodeRuns(charset, Split(text), word => NeedsEncoding(word) || word.Length + 1 >= maxLineLength, phrase: false, firstLineRoom);

    /// <summary>Encodes a display name: as atoms, else as a quoted-string, else with encoded-words.</summary>
    public static IEnumerable<HeaderToken> EncodePhrase(Encoding charset, string phrase, int firstLineRoom)
    {
        var words = Split(phrase);
        if (words.Exists(word => NeedsEncoding(word.Text) || word.Text.Length >= MaxWordLength))
            return EncodeRuns(charset, words, word => NeedsEncoding(word) || word.Length >= MaxWordLength || !CharacterClass.IsAtom(word), phrase: true, firstLineRoom);

        return words.TrueForAll(word => CharacterClass.IsAtom(word.Text)) ? words : Split(MimeUtils.Quote(phrase));
    }

    /// <summary>The words with the blanks before them; blanks at the end stay with the last word.</summary>
    public static List<HeaderToken> Split(string text)
    {
        var words = new List<HeaderToken>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && CharacterClass.IsBlank(text[i]))
                i++;
            var wordStart = i;
            while (i < text.Length && !CharacterClass.IsBlank(text[i]))
                i++;

            if (i > wordStart)
                words.Add(new HeaderToken(text[start..wordStart], text[wordStart..i]));
            else if (words.Count > 0)
                words[^1] = words[^1] with { Text = words[^1].Text + text[start..i] };
        }

        return words;
    }

    private static bool NeedsEncoding(string word)
    {
        foreach (var c in word)
        {
            if (c >= 127 || (CharacterClass.IsControl(c) && c != '\t'))
                return true;
        }

        return false;
    }

    private static IEnumerable<HeaderToken> EncodeRuns(
        Encoding charset, List<HeaderToken> words, Func<string, bool> mustEncode, bool phrase, int firstLineRoom)
    {
        for (var i = 0; i < words.Count;)
        {
            if (!mustEncode(words[i].Text))
            {
                yield return words[i++];
                continue;
            }

            // White space between two encoded-words is not shown, so it has to be inside one of them.
            var run = new StringBuilder(words[i].Text);
            var first = i++;
            while (i < words.Count && mustEncode(words[i].Text))
                run.Append(words[i].Space).Append(words[i++].Text);

            var room = first == 0 ? firstLineRoom : MaxWordLength;
            var space = words[first].Space;
            foreach (var word in EncodeRun(charset, run.ToString(), phrase, room))
            {
                yield return new HeaderToken(space, word, Encoded: true);
                space = " ";
            }
        }
    }

    private static IEnumerable<string> EncodeRun(Encoding charset, string text, bool phrase, int firstRoom)
    {
        var encoding = Encodable(charset, text);
        var name = CharsetUtils.GetMimeCharset(encoding);
        var bytes = encoding.GetBytes(text);
        var base64 = encoding.CodePage is 50220 or 50222 || bytes.Count(b => b > 127) >= bytes.Length * 0.17;
        var prefix = $"=?{name}?{(base64 ? 'b' : 'q')}?";
        var room = (firstRoom < MinWordRoom ? MaxWordLength : Math.Min(firstRoom, MaxWordLength)) - prefix.Length - 2;

        var chunk = new List<byte>();
        var chunkWidth = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var runeBytes = encoding.GetBytes(rune.ToString());
            var runeWidth = runeBytes.Sum(b => QWidth(b, phrase));
            var width = base64 ? (chunk.Count + runeBytes.Length + 2) / 3 * 4 : chunkWidth + runeWidth;
            if (chunk.Count > 0 && width > room)
            {
                yield return prefix + EncodeChunk(chunk, base64, phrase) + "?=";
                chunk.Clear();
                chunkWidth = 0;
                room = MaxWordLength - prefix.Length - 2;
            }

            chunk.AddRange(runeBytes);
            chunkWidth += runeWidth;
        }

        yield return prefix + EncodeChunk(chunk, base64, phrase) + "?=";
    }

    private static Encoding Encodable(Encoding charset, string text)
    {
        var strict = Encoding.GetEncoding(charset.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        try
        {
            strict.GetByteCount(text);
            return strict;
        }
        catch (EncoderFallbackException)
        {
            return Encoding.UTF8;
        }
    }

    private static string EncodeChunk(List<byte> chunk, bool base64, bool phrase)
    {
        if (base64)
            return Convert.ToBase64String(chunk.ToArray());

        var encoded = new StringBuilder();
        foreach (var b in chunk)
        {
            if (b == ' ')
                encoded.Append('_');
            else if (QWidth(b, phrase) == 1)
                encoded.Append((char)b);
            else
                encoded.Append('=').Append(Convert.ToHexString([b]));
        }

        return encoded.ToString();
    }

    private static int QWidth(byte b, bool phrase)
    {
        if (b == ' ')
            return 1;
        var plain = phrase ? CharacterClass.IsPhrase((char)b) : b is > 32 and < 127 and not ((byte)'=' or (byte)'?' or (byte)'_');
        return plain ? 1 : 3;
    }
}
