using System.Text;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace MimeKit.Headers;

/// <summary>Decodes encoded-words (RFC 2047 §6) in raw header text.</summary>
internal sealed class EncodedWordDecoder
{
    private readonly ParserOptions options;
    private readonly StringBuilder decoded = new();

    // A character may be split over two encoded-words of one charset, so their bytes are decoded together.
    private readonly List<byte> pending = [];
    private string? pendingCharset;

    private EncodedWordDecoder(ParserOptions options) => this.options = options;

    public static string Decode(ParserOptions options, ReadOnlySpan<byte> raw)
    {
        var decoder = new EncodedWordDecoder(options);
        decoder.DecodeAll(raw);
        return decoder.decoded.ToString();
    }

    private void DecodeAll(ReadOnlySpan<byte> raw)
    {
        var afterEncoded = false;
        while (!raw.IsEmpty)
        {
            var space = CountSpace(raw);
            var word = raw[space..];
            if (TryReadWord(word, out var length))
            {
                // RFC 2047 §6.2: white space between two encoded-words is not shown.
                if (!afterEncoded)
                    AppendPlain(raw[..space]);
                DecodeWord(word[..length]);
                afterEncoded = true;
            }
            else
            {
                length = CountPlain(word);
                if (space + length > 0 && (length > 0 || !afterEncoded))
                {
                    Flush();
                    AppendPlain(raw[..(space + length)]);
                }

                afterEncoded = false;
            }

            raw = raw[(space + length)..];
        }

        Flush();
    }

    private void DecodeWord(ReadOnlySpan<byte> word)
    {
        var charsetEnd = 2 + word[2..].IndexOf((byte)'?');
        var charset = Encoding.ASCII.GetString(word[2..charsetEnd]);

        // RFC 2231 §5: the charset may be followed by a language.
        if (charset.IndexOf('*') is var star and >= 0)
            charset = charset[..star];
        if (!string.Equals(charset, pendingCharset, StringComparison.OrdinalIgnoreCase))
            Flush();

        pendingCharset = charset;
        var text = word[(charsetEnd + 3)..^2];
        var bytes = new byte[text.Length + 3];
        var count = (word[charsetEnd + 1] | 0x20) == 'q'
            ? new QuotedPrintableDecoder(rfc2047: true).Decode(text, bytes)
            : new Base64Decoder().Decode(text, bytes);
        pending.AddRange(bytes.AsSpan(0, count));
    }

    private void Flush()
    {
        if (pendingCharset is null)
            return;
        decoded.Append(CharsetUtils.Decode(options, pending.ToArray(), CharsetUtils.TryGetEncoding(pendingCharset)));
        pending.Clear();
        pendingCharset = null;
    }

    private void AppendPlain(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        Flush();
        decoded.Append(CharsetUtils.Decode(options, text));
    }

    private static int CountSpace(ReadOnlySpan<byte> raw)
    {
        var count = raw.IndexOfAnyExcept(" \t\r\n"u8);
        return count < 0 ? raw.Length : count;
    }

    private static int CountPlain(ReadOnlySpan<byte> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (CharacterClass.IsWhiteSpace((char)word[i]) || (i > 0 && word[i] == '=' && TryReadWord(word[i..], out _)))
                return i;
        }

        return word.Length;
    }

    private static bool TryReadWord(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        if (!text.StartsWith("=?"u8))
            return false;

        var charsetEnd = text[2..].IndexOf((byte)'?');
        if (charsetEnd < 1 || text[2..(2 + charsetEnd)].IndexOfAny(" \t\r\n"u8) >= 0)
            return false;

        var start = 2 + charsetEnd + 3;
        if (start > text.Length || text[start - 1] != '?' || (text[start - 2] | 0x20) is not ('q' or 'b'))
            return false;

        var end = text[start..].IndexOf("?="u8);
        if (end < 0)
            return false;
        length = start + end + 2;
        return true;
    }
}
