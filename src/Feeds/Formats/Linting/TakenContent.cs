using System.Buffers;
using System.Text.Unicode;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>
/// An entry's document without its content, which is most of its bytes: to XML they are one text, in which a parser has nothing to find but the few
/// references that are looked at here.
/// </summary>
/// <param name="Document">The document, with an element for the content that is empty.</param>
/// <param name="Content">What the element held.</param>
internal sealed record TakenContent(byte[] Document, string Content)
{
    private static readonly (byte[] Name, char Character)[] References = [("&lt;"u8.ToArray(), '<'), ("&gt;"u8.ToArray(), '>'), ("&amp;"u8.ToArray(), '&'), ("&quot;"u8.ToArray(), '"')];

    /// <summary>Takes the content out; null where its bytes are not surely the text that was to be written, and a parser has to say what they are.</summary>
    /// <param name="document">The entry's document.</param>
    /// <param name="own">Where the entry is.</param>
    /// <param name="format">RSS or Atom.</param>
    /// <param name="expected">The content that was written; null where there was none.</param>
    public static TakenContent? From(byte[] document, Range own, FeedFormat format, string? expected)
    {
        var entry = document.AsSpan(own);
        // Inside a comment, a CDATA section or an instruction a start tag is none.
        if (expected is null || entry.IndexOf("<!"u8) >= 0 || entry.IndexOf("<?"u8) >= 0) return null;
        var tag = format == FeedFormat.Rss ? "<content:encoded>"u8 : "<content type=\"html\">"u8;
        var start = entry.IndexOf(tag);
        if (start < 0) return null;
        start += tag.Length;
        var length = entry[start..].IndexOf((byte)'<');
        if (length < 0 || !IsText(entry.Slice(start, length), expected)) return null;
        start += own.Start.GetOffset(document.Length);
        return new([.. document.AsSpan(0, start), .. document.AsSpan(start + length)], expected);
    }

    /// <summary>Whether bytes without markup are a text that XML allows, and this one.</summary>
    private static bool IsText(ReadOnlySpan<byte> bytes, string expected)
    {
        // XML 1.0 §2.2 and §2.4: characters that it lacks, and what may not stand in a text.
        if (!ReferenceEquals(FeedText.Clean(expected), expected) || bytes.IndexOf("]]>"u8) >= 0) return false;
        var buffer = ArrayPool<char>.Shared.Rent(bytes.Length + 1);
        try
        {
            var read = Read(bytes, buffer);
            return read >= 0 && buffer.AsSpan(0, read).SequenceEqual(expected);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    // Characters that were read, or -1 where there is more to it than the references that this product writes.
    private static int Read(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var length = 0;
        while (!bytes.IsEmpty)
        {
            var reference = bytes.IndexOf((byte)'&');
            var plain = reference < 0 ? bytes : bytes[..reference];
            if (Utf8.ToUtf16(plain, text[length..], out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done) return -1;
            length += written;
            bytes = bytes[plain.Length..];
            if (reference < 0) break;
            var name = Reference(bytes, out var character);
            if (name == 0) return -1;
            text[length++] = character;
            bytes = bytes[name..];
        }

        return length;
    }

    private static int Reference(ReadOnlySpan<byte> bytes, out char character)
    {
        foreach (var (name, stands) in References)
        {
            if (!bytes.StartsWith(name)) continue;
            character = stands;
            return name.Length;
        }

        character = default;
        return 0;
    }
}
