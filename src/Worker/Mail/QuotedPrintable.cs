using System.Text;

namespace Syndication.Worker.Mail;

/// <summary>RFC 2045 §6.7 for text: lines of at most 76 octets, CRLF.</summary>
internal static class QuotedPrintable
{
    private const int MostOctets = 75;

    /// <summary>Encodes text that begins at the start of a line.</summary>
    /// <param name="text">Text with LF line ends.</param>
    public static byte[] Encode(string text)
    {
        var encoded = new MemoryStream(text.Length + (text.Length / 8));
        var column = 0;
        var octets = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < octets.Length; i++)
        {
            var octet = octets[i];
            if (octet == '\n')
            {
                encoded.Write("\r\n"u8);
                column = 0;
                continue;
            }

            // White space at a line's end is lost on the way, so it is written out there.
            var endsLine = i + 1 == octets.Length || octets[i + 1] == '\n';
            var isPlain = octet is >= 33 and <= 126 and not (byte)'=' || (octet is (byte)' ' or (byte)'\t' && !endsLine);
            var width = isPlain ? 1 : 3;
            if (column + width > MostOctets)
            {
                encoded.Write(SoftBreak);
                column = 0;
            }

            if (isPlain) encoded.WriteByte(octet);
            else Escape(encoded, octet);
            column += width;
        }

        return encoded.ToArray();
    }

    /// <summary>A line end that is not part of the text.</summary>
    public static ReadOnlySpan<byte> SoftBreak => "=\r\n"u8;

    private static void Escape(MemoryStream encoded, byte octet)
    {
        const string Digits = "0123456789ABCDEF";
        encoded.WriteByte((byte)'=');
        encoded.WriteByte((byte)Digits[octet >> 4]);
        encoded.WriteByte((byte)Digits[octet & 15]);
    }
}
