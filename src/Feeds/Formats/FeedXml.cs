using System.Text;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>XML documents as the product writes them: UTF-8 without a mark, LF, a declaration, two spaces a level.</summary>
internal static class FeedXml
{
    // Feeds land on the large object heap; a buffer that stays spares it a second copy of each.
    private const int LargestKeptBuffer = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [ThreadStatic]
    private static MemoryStream? s_kept;

    /// <summary>Writes a document.</summary>
    /// <param name="capacity">About how many bytes it takes.</param>
    /// <param name="write">Writes its root.</param>
    public static byte[] Write(int capacity, Action<XmlWriter> write)
    {
        // Taken, not borrowed: a write inside a write finds none.
        var stream = s_kept ?? new MemoryStream(capacity);
        s_kept = null;
        stream.SetLength(0);
        using (var writer = XmlWriter.Create(stream, Settings()))
            write(writer);
        stream.WriteByte((byte)'\n');
        var bytes = stream.ToArray();
        if (stream.Capacity <= LargestKeptBuffer)
            s_kept = stream;
        return bytes;
    }

    private static XmlWriterSettings Settings() => new()
    {
        Encoding = Utf8,
        Indent = true,
        IndentChars = "  ",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Replace,
        NamespaceHandling = NamespaceHandling.OmitDuplicates,
        CloseOutput = false,
    };
}
