using System.Text;
using MimeKit.Headers;

namespace MimeKit.Utils;

/// <summary>Encoded-words in headers (RFC 2047).</summary>
public static class Rfc2047
{
    /// <summary>Decodes unstructured header text; raw 8-bit text is read as UTF-8, else as Latin-1.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static string DecodeText(byte[] text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodedWordDecoder.Decode(ParserOptions.Default, text);
    }

    /// <summary>Decodes a phrase, such as a display name.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="phrase"/> is null.</exception>
    public static string DecodePhrase(byte[] phrase)
    {
        ArgumentNullException.ThrowIfNull(phrase);
        return EncodedWordDecoder.Decode(ParserOptions.Default, phrase);
    }

    /// <summary>Encodes what is not plain ASCII in unstructured header text; the result is not folded.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static byte[] EncodeText(Encoding charset, string text)
    {
        ArgumentNullException.ThrowIfNull(charset);
        ArgumentNullException.ThrowIfNull(text);
        return Join(EncodedWordEncoder.EncodeText(charset, text, FormatOptions.Default.MaxLineLength, firstLineRoom: 75));
    }

    /// <summary>Encodes or quotes a phrase, such as a display name, where that is needed; the result is not folded.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static byte[] EncodePhrase(Encoding charset, string phrase)
    {
        ArgumentNullException.ThrowIfNull(charset);
        ArgumentNullException.ThrowIfNull(phrase);
        return Join(EncodedWordEncoder.EncodePhrase(charset, phrase, firstLineRoom: 75));
    }

    private static byte[] Join(IEnumerable<HeaderToken> tokens) =>
        Encoding.ASCII.GetBytes(string.Concat(tokens.Select(token => token.Space + token.Text)));
}
