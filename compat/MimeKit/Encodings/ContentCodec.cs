using System.Buffers;
using MimeKit.IO;

namespace MimeKit.Encodings;

/// <summary>Encodes and decodes whole contents.</summary>
internal static class ContentCodec
{
    public static byte[] Decode(ContentEncoding encoding, ReadOnlySpan<byte> content)
    {
        if (encoding is not (ContentEncoding.Base64 or ContentEncoding.QuotedPrintable))
            return content.ToArray();

        var buffer = new byte[content.Length + 3];
        var length = encoding == ContentEncoding.Base64
            ? new Base64Decoder().Decode(content, buffer)
            : new QuotedPrintableDecoder().Decode(content, buffer);
        return buffer[..length];
    }

    /// <summary>Writes the content encoded; other encodings than base64 and quoted-printable leave it as it is.</summary>
    public static void Encode(ContentEncoding encoding, int maxLineLength, byte[] content, MessageOutput output)
    {
        IMimeEncoder? encoder = encoding switch
        {
            ContentEncoding.Base64 => new Base64Encoder(maxLineLength),
            ContentEncoding.QuotedPrintable => new QuotedPrintableEncoder(maxLineLength),
            _ => null,
        };
        if (encoder is null)
        {
            output.Write(content);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(encoder.EstimateOutputLength(content.Length));
        var length = encoder.Flush(content, 0, content.Length, buffer);
        output.Write(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
