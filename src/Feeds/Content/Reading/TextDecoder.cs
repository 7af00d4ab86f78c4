using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Decodes UTF-8, or UTF-16 that says so with a byte-order mark; replaces nothing.</summary>
internal static class TextDecoder
{
    /// <summary>The text, or the offset of the first byte that does not decode.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0])) return new(null, 0);
        if (bytes.StartsWith<byte>([0xFF, 0xFE])) return DecodeUtf16(bytes, bigEndian: false);
        if (bytes.StartsWith<byte>([0xFE, 0xFF])) return DecodeUtf16(bytes, bigEndian: true);
        var start = bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        return DecodeUtf8(bytes[start..], start);
    }

    /// <summary>Line, from 1, of the first byte that does not decode.</summary>
    public static int LineOf(ReadOnlySpan<byte> bytes, int badByte)
    {
        var before = bytes[..badByte];
        var text = Decode(before).Text ?? (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]) ? Decode(before[..(badByte & ~1)]).Text : null);
        return 1 + LineEnds.Normalize(text ?? "").AsSpan().Count('\n');
    }

    private static DecodedText DecodeUtf8(ReadOnlySpan<byte> bytes, int start)
    {
        if (Utf8.IsValid(bytes)) return new(Encoding.UTF8.GetString(bytes), -1);
        var scratch = new char[bytes.Length];
        Utf8.ToUtf16(bytes, scratch, out var read, out _, replaceInvalidSequences: false);
        return new(null, start + read);
    }

    private static DecodedText DecodeUtf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var chars = new char[(bytes.Length - 2) / 2];
        for (var i = 0; i < chars.Length; i++)
        {
            var pair = bytes.Slice(2 + (2 * i), 2);
            chars[i] = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(pair) : BinaryPrimitives.ReadUInt16LittleEndian(pair));
        }

        for (var i = 0; i < chars.Length; i++)
        {
            if (!char.IsSurrogate(chars[i])) continue;
            if (i + 1 == chars.Length || !char.IsSurrogatePair(chars[i], chars[i + 1])) return new(null, 2 + (2 * i));
            i++;
        }

        return bytes.Length % 2 == 0 ? new(new string(chars), -1) : new(null, bytes.Length - 1);
    }
}
