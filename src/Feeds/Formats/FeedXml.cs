using System.Text;
using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>XML documents as the product writes them: UTF-8 without a mark, LF, a declaration, two spaces a level.</summary>
internal static class FeedXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        Indent = true,
        IndentChars = "  ",
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.Replace,
        NamespaceHandling = NamespaceHandling.OmitDuplicates,
        CloseOutput = false,
    };

    /// <summary>Writes a document.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="write">Writes its root.</param>
    public static void Write(FeedBuffer output, Action<XmlWriter> write)
    {
        using (var writer = XmlWriter.Create(output, Settings))
            write(writer);
        output.Write("\n"u8);
    }

    /// <summary>Writes an entry inside a document of its own, whose root and levels are those of a feed's.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="open">Opens the elements that hold entries, and writes something before the entry, which ends the last start tag.</param>
    /// <param name="writeEntry">Writes the entry.</param>
    /// <returns>The part of the output that is the entry, with the white space before it.</returns>
    public static Range WriteEntry(FeedBuffer output, Action<XmlWriter> open, Action<XmlWriter> writeEntry)
    {
        using var writer = XmlWriter.Create(output, Settings);
        open(writer);
        writer.Flush();
        var start = (int)output.Length;
        writeEntry(writer);
        writer.Flush();
        return start..(int)output.Length;
    }
}
