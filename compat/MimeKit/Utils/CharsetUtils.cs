using System.Text;

namespace MimeKit.Utils;

/// <summary>Charset names and the decoding of text whose charset may be wrong or missing.</summary>
internal static class CharsetUtils
{
    public static readonly Encoding Latin1 = Encoding.Latin1;

    /// <summary>UTF-8 without a byte order mark that refuses what is not UTF-8.</summary>
    public static readonly Encoding UTF8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static CharsetUtils() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The charset's preferred MIME name, in lower case.</summary>
    public static string GetMimeCharset(Encoding encoding) => encoding.CodePage switch
    {
        932 => "shift_jis",
        949 or 50225 => "euc-kr",
        50220 or 50221 => "iso-2022-jp",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>Replaces what it cannot encode.</summary>
    /// <exception cref="NotSupportedException">The charset is unknown.</exception>
    public static Encoding GetEncoding(string charset)
    {
        ArgumentNullException.ThrowIfNull(charset);
        var strict = TryGetEncoding(charset) ?? throw new NotSupportedException($"The '{charset}' encoding is not supported.");
        return Encoding.GetEncoding(strict.CodePage);
    }

    public static Encoding? TryGetEncoding(string charset)
    {
        var name = charset.Trim().ToLowerInvariant() switch
        {
            "utf8" or "unicode-1-1-utf-8" => "utf-8",
            "ascii" or "ansi_x3.4-1968" or "646" => "us-ascii",
            "latin1" or "8859-1" or "iso8859-1" => "iso-8859-1",
            "cp1252" or "ansi-1252" => "windows-1252",
            var other => other,
        };

        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Decodes as the charset, else as UTF-8, else as the option's charset, else as Latin-1, which never fails.</summary>
    public static string Decode(ParserOptions options, ReadOnlySpan<byte> bytes, Encoding? charset = null) =>
        (charset is null ? null : TryDecode(charset, bytes))
        ?? TryDecode(UTF8, bytes)
        ?? TryDecode(options.CharsetEncoding, bytes)
        ?? Latin1.GetString(bytes);

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
