using System.Collections.Immutable;
using System.Text;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content.Reading;

/// <summary>A file's text, decoded, mended and cut.</summary>
/// <param name="Parts">Front matter and body.</param>
/// <param name="Repairs">Where mojibake was mended, one place a line.</param>
/// <param name="BodyHash">SHA-256 of the body's UTF-8 in lower-case hex; empty for a file without front matter.</param>
internal sealed record SourceFile(SourceParts Parts, ImmutableArray<TextPosition> Repairs, string BodyHash)
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>The file's text, or null where a byte does not decode.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="repairMojibake">Whether wrongly decoded text is mended.</param>
    /// <param name="badByte">Offset of the first byte that does not decode, else -1.</param>
    public static SourceFile? Read(ReadOnlySpan<byte> bytes, bool repairMojibake, out int badByte)
    {
        var decoded = TextDecoder.Decode(bytes);
        badByte = decoded.BadByte;
        if (decoded.Text is not { } text) return null;
        text = LineEnds.Normalize(text);
        var (mended, repairs) = repairMojibake ? MojibakeRepair.Repair(text) : (text, []);
        // A byte-order mark can have been through a wrong decoding as well.
        if (mended.StartsWith('\uFEFF')) mended = mended[1..];
        var parts = SourceSplitter.Split(mended);
        var asSaved = ReferenceEquals(mended, decoded.Text) && bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]);
        return new(parts, repairs, parts.Kind == FrontMatterKind.Yaml ? Hash(parts.Body.Span, asSaved ? bytes : []) : "");
    }

    // Nearly always the body is the file's last bytes as they stand, and need not be encoded again.
    private static string Hash(ReadOnlySpan<char> body, ReadOnlySpan<byte> saved) =>
        ContentDigest.Of(saved.IsEmpty ? Encoding.UTF8.GetBytes(body.ToArray()) : saved[^Encoding.UTF8.GetByteCount(body)..]);
}
