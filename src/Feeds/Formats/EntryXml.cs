using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>
/// Writes entries, each inside a document of its own, whose root and levels are those of a feed's. To one writer the entries are elements side by side, so that
/// it and its buffers serve as many as there are: to set them up takes as long as to write an entry.
/// </summary>
internal sealed class EntryXml
{
    private const int LargestKept = 256 * 1024;

    private readonly MemoryStream output = new(16 * 1024);
    private readonly XmlWriter writer;
    private readonly int start;
    private readonly byte[] end;

    /// <summary>Opens a document.</summary>
    /// <param name="open">Opens the elements that hold entries, and writes something before the entry, which ends the last start tag.</param>
    public EntryXml(Action<XmlWriter> open)
    {
        writer = FeedXml.Create(output);
        open(writer);
        writer.Flush();
        start = (int)output.Length;
        end = End(open);
    }

    /// <summary>Whether it may be kept for other entries; not when writing one has failed, nor when one was very large.</summary>
    public bool IsReusable { get; private set; } = true;

    /// <summary>Writes an entry.</summary>
    /// <param name="writeEntry">Writes it.</param>
    /// <param name="own">The part of the document that is the entry, with the white space before it.</param>
    /// <returns>The whole document.</returns>
    public byte[] Write(Action<XmlWriter> writeEntry, out Range own)
    {
        IsReusable = false;
        output.SetLength(start);
        output.Position = start;
        writeEntry(writer);
        writer.Flush();
        own = start..(int)output.Length;
        output.Write(end);
        IsReusable = output.Capacity <= LargestKept;
        return output.ToArray();
    }

    // What a writer that is closed writes behind the entries.
    private static byte[] End(Action<XmlWriter> open)
    {
        using var whole = new MemoryStream();
        int length;
        using (var closing = FeedXml.Create(whole))
        {
            open(closing);
            closing.Flush();
            length = (int)whole.Length;
        }

        return whole.ToArray()[length..];
    }
}
