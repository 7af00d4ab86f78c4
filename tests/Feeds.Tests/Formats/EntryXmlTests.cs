using System.Text;
using System.Xml;
using Syndication.Feeds.Formats;

namespace Syndication.Tests.Feeds.Formats;

public sealed class EntryXmlTests
{
    [Fact]
    public void Entry_is_written_as_if_it_were_the_first()
    {
        var used = new EntryXml(Open);
        used.Write(writer => Entry(writer, "a long one that leaves more behind than the next one writes"), out _);
        used.Write(writer => Entry(writer, "x"), out _);

        var (later, place) = (used.Write(writer => Entry(writer, "b"), out var own), own);

        Assert.Equal(Encoding.UTF8.GetString(new EntryXml(Open).Write(writer => Entry(writer, "b"), out var first)), Encoding.UTF8.GetString(later));
        Assert.Equal(first, place);
        Assert.Equal("\n  <entry lang=\"b\">\n    <m:title>b</m:title>\n  </entry>", Encoding.UTF8.GetString(later.AsSpan(place)));
    }

    [Fact]
    public void Document_of_an_entry_is_whole()
    {
        var document = new XmlDocument();
        document.LoadXml(Encoding.UTF8.GetString(new EntryXml(Open).Write(writer => Entry(writer, "b"), out _)));

        Assert.Equal(["before", "entry"], document.DocumentElement!.ChildNodes.OfType<XmlElement>().Select(child => child.Name));
    }

    [Fact]
    public void After_a_failure_it_is_not_used_again()
    {
        var xml = new EntryXml(Open);

        Assert.Throws<ArgumentException>(() => xml.Write(writer => Entry(writer, "\u0001"), out _));

        Assert.False(xml.IsReusable);
    }

    [Fact]
    public void Room_for_a_very_large_entry_is_not_kept()
    {
        var xml = new EntryXml(Open);
        xml.Write(writer => Entry(writer, "b"), out _);
        Assert.True(xml.IsReusable);

        xml.Write(writer => Entry(writer, new string('x', 1_000_000)), out _);

        Assert.False(xml.IsReusable);
    }

    private static void Open(XmlWriter writer)
    {
        writer.WriteStartElement("feed");
        writer.WriteAttributeString("xmlns", "m", null, "urn:m");
        writer.WriteElementString("before", null);
    }

    private static void Entry(XmlWriter writer, string text)
    {
        writer.WriteStartElement("entry");
        writer.WriteAttributeString("lang", text);
        writer.WriteElementString("title", "urn:m", text);
        writer.WriteEndElement();
    }
}
