using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Decodes UTF-8, or UTF-16 that says so with a byte-order mark; replaces nothing.</summary>
internal static class TextDecoder
{
    /// <summary>Whether bytes say that they are UTF-16.</summary>
    public static bool IsUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>Decodes bytes up to the first that does not decode.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="text">Room for as many characters as there are bytes.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE, 0, 0])) return new(0, 0);
        if (IsUtf16(bytes)) return DecodeUtf16(bytes, text, bigEndian: bytes[0] == 0xFE);
        var start = StartOf(bytes);
        var status = Utf8.ToUtf16(bytes[start..], text, out var read, out var written, replaceInvalidSequences: false);
        return new(written, status == OperationStatus.Done ? -1 : start + read);
    }

    /// <summary>Length of the byte-order mark of UTF-8, where there is one.</summary>
    public static int StartOf(ReadOnlySpan<byte> bytes) => bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>Line, from 1, of the first byte that does not decode.</summary>
    public static int LineOf(ReadOnlySpan<byte> bytes, int badByte)
    {
        var text = new char[badByte];
        return 1 + LineEnds.Normalize(text.AsSpan(0, Decode(bytes[..badByte], text).Length)).Count('\n');
    }

    private static DecodedText DecodeUtf16(ReadOnlySpan<byte> bytes, Span<char> text, bool bigEndian)
    {
        var length = (bytes.Length - 2) / 2;
        for (var i = 0; i < length; i++)
        {
            var pair = bytes.Slice(2 + (2 * i), 2);
            text[i] = (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(pair) : BinaryPrimitives.ReadUInt16LittleEndian(pair));
        }

        for (var i = 0; i < length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == length || !char.IsSurrogatePair(text[i], text[i + 1])) return new(i, 2 + (2 * i));
            i++;
        }

        return new(length, bytes.Length % 2 == 0 ? -1 : bytes.Length - 1);
    }
}
