using System.Xml;

namespace Syndication.Feeds.Formats;

/// <summary>Puts written entries between what an XML writer has written and what it will write.</summary>
internal static class EntrySplicer
{
    /// <summary>Writes the entries behind the last element that has ended, and says where they are.</summary>
    public static Range Write(XmlWriter writer, IReadOnlyList<WrittenEntry> entries, FeedBuffer output)
    {
        writer.Flush();
        var start = (int)output.Length;
        foreach (var entry in entries)
            output.Write(entry.Bytes);
        return start..(int)output.Length;
    }
}
