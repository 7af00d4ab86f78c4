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

    /// <summary>Begins a document for entries.</summary>
    /// <param name="output">Where to.</param>
    public static XmlWriter Create(Stream output) => XmlWriter.Create(output, Settings);
}
