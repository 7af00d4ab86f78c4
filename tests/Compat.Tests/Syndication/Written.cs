using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;

namespace Syndication.Tests.Compat.Syndication;

/// <summary>What formatters write, without a declaration and indentation.</summary>
internal static class Written
{
    public static readonly DateTimeOffset Noon = new(2022, 8, 12, 12, 0, 0, 818, TimeSpan.Zero);

    public static string By(Action<XmlWriter> write)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, NamespaceHandling = NamespaceHandling.OmitDuplicates }))
            write(writer);
        return text.ToString();
    }

    public static string Rss(SyndicationFeed feed, bool withAtom = false) => By(feed.GetRss20Formatter(withAtom).WriteTo);

    public static string Rss(SyndicationItem item, bool withAtom = false) => By(item.GetRss20Formatter(withAtom).WriteTo);

    public static string Atom(SyndicationFeed feed) => By(feed.SaveAsAtom10);

    public static string Atom(SyndicationItem item) => By(item.SaveAsAtom10);

    public static SyndicationFeed Feed(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml));
        return SyndicationFeed.Load(reader);
    }

    public static SyndicationItem Item(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml));
        return SyndicationItem.Load(reader);
    }
}
