using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content.Reading;

/// <summary>A file's text, decoded, mended and cut, in an array that is lent: what is to outlive this has to be copied.</summary>
internal sealed class SourceFile : IDisposable
{
    /// <summary>Most bytes of a file.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private char[] text;

    private SourceFile(char[] text) => this.text = text;

    /// <summary>Front matter and body.</summary>
    public SourceParts Parts { get; private set; }

    /// <summary>Where mojibake was mended, one place a line.</summary>
    public ImmutableArray<TextPosition> Repairs { get; private set; } = [];

    /// <summary>SHA-256 of the body's UTF-8 in lower-case hex; empty for a file without front matter.</summary>
    public string BodyHash { get; private set; } = "";

    /// <summary>The file's text, or null where a byte does not decode.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="repairMojibake">Whether wrongly decoded text is mended.</param>
    /// <param name="badByte">Offset of the first byte that does not decode, else -1.</param>
    public static SourceFile? Read(ReadOnlySpan<byte> bytes, bool repairMojibake, out int badByte)
    {
        var source = new SourceFile(ArrayPool<char>.Shared.Rent(bytes.Length));
        var decoded = TextDecoder.Decode(bytes, source.text);
        badByte = decoded.BadByte;
        if (badByte < 0)
        {
            source.Fill(bytes, decoded.Length, repairMojibake);
            return source;
        }

        source.Dispose();
        return null;
    }

    /// <summary>Gives the array back.</summary>
    public void Dispose()
    {
        if (text.Length > 0) ArrayPool<char>.Shared.Return(text);
        text = [];
    }

    private void Fill(ReadOnlySpan<byte> bytes, int length, bool repairMojibake)
    {
        var isAsSaved = !text.AsSpan(0, length).Contains('\r') && !TextDecoder.IsUtf16(bytes);
        ReadOnlyMemory<char> whole = text.AsMemory(0, LineEnds.Normalize(text.AsSpan(0, length)).Length);
        if (repairMojibake && MojibakeRepair.Repair(whole.Span, out var repairs) is { } mended) (whole, Repairs, isAsSaved) = (mended.AsMemory(), repairs, false);
        // A byte-order mark can have been through a wrong decoding as well.
        if (whole.Span is ['\uFEFF', ..]) (whole, isAsSaved) = (whole[1..], false);
        Parts = SourceSplitter.Split(whole);
        if (Parts.Kind == FrontMatterKind.Yaml) BodyHash = isAsSaved ? HashSaved(whole.Span, bytes) : Hash(Parts.Body.Span);
    }

    // Nearly always the body is the file's last bytes as they stand, and need not be encoded again.
    private string HashSaved(ReadOnlySpan<char> whole, ReadOnlySpan<byte> saved) =>
        ContentDigest.Of(saved[(TextDecoder.StartOf(saved) + Encoding.UTF8.GetByteCount(whole[..^Parts.Body.Length]))..]);

    private static string Hash(ReadOnlySpan<char> body)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(body.Length));
        try
        {
            return ContentDigest.Of(utf8.AsSpan(0, Encoding.UTF8.GetBytes(body, utf8)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }
}
