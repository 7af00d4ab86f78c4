using System.ServiceModel.Syndication;
using System.Xml;
using Syndication.Feeds.Formats.Linting;

namespace Syndication.Feeds.Formats;

/// <summary>Writes Atom 1.0 (RFC 4287).</summary>
public static class AtomWriter
{
    private static readonly XmlQualifiedName Language = new("lang", FeedNamespaces.Xml);

    [ThreadStatic]
    private static EntryXml? s_kept;

    /// <summary>The bytes of a feed.</summary>
    /// <param name="document">The feed.</param>
    public static byte[] Write(FeedDocument document) => FeedWriter.Write(document, FeedFormat.Atom);

    /// <summary>Writes a feed around its entries, and says where those are.</summary>
    internal static Range WriteFrame(FeedDocument document, IReadOnlyList<WrittenEntry> entries, FeedBuffer output)
    {
        var formatter = new SplicingAtomFormatter(BuildFeed(document), entries, output);
        FeedXml.Write(output, formatter.WriteTo);
        return formatter.Between;
    }

    /// <summary>Writes an entry in a document of its own, and says where it is.</summary>
    internal static byte[] WriteEntry(FeedDocument document, FeedEntry entry, out Range own)
    {
        var formatter = new Atom10ItemFormatter(BuildItem(document, entry));
        var xml = s_kept ?? new(OpenFeed);
        s_kept = null;
        var written = xml.Write(formatter.WriteTo, out own);
        if (xml.IsReusable) s_kept = xml;
        return written;
    }

    private static void OpenFeed(XmlWriter writer)
    {
        writer.WriteStartElement("feed", FeedNamespaces.Atom);
        writer.WriteAttributeString("xmlns", "media", null, FeedNamespaces.Media);
        writer.WriteElementString(EntryLint.Before, FeedNamespaces.Atom, null);
    }

    private static AtomFeed BuildFeed(FeedDocument document)
    {
        var feed = SyndicationFeedBuilder.Fill(new AtomFeed(document), document);
        feed.Id = FeedText.CleanLine(document.Id);
        feed.LastUpdatedTime = FeedDate.Updated(document);
        if (document.Archive is not null)
            SyndicationFeedBuilder.Declare(feed, "fh", FeedNamespaces.History);
        SyndicationFeedBuilder.Declare(feed, "media", FeedNamespaces.Media);
        foreach (var link in FeedLinks.Of(document, FeedFormat.Atom))
            feed.Links.Add(SyndicationFeedBuilder.Link(link));
        AddFeedAuthor(feed, document);
        return feed;
    }

    /// <summary>RFC 4287 §4.1.1: a feed has an author unless each of its entries has one.</summary>
    private static void AddFeedAuthor(SyndicationFeed feed, FeedDocument document)
    {
        if (document.Author is not null && FeedParts.Author(document.Author) is { } author)
            feed.Authors.Add(SyndicationFeedBuilder.Person(author));
        else if (document.Entries.Any(entry => FeedParts.Authors(entry.Authors).Count == 0))
            feed.Authors.Add(new SyndicationPerson { Name = FeedText.CleanLine(document.Title) });
    }

    private static AtomItem BuildItem(FeedDocument document, FeedEntry entry)
    {
        var item = SyndicationFeedBuilder.Fill(new AtomItem(entry), entry);
        item.Id = FeedText.CleanLine(entry.Id);
        item.Summary = SyndicationFeedBuilder.Text(entry.Summary);
        item.PublishDate = entry.Published.ToUniversalTime();
        item.LastUpdatedTime = FeedDate.Updated(entry);
        if (!string.Equals(entry.Language, document.Language, StringComparison.OrdinalIgnoreCase))
            item.AttributeExtensions[Language] = entry.Language;
        foreach (var author in FeedParts.Authors(entry.Authors))
            item.Authors.Add(SyndicationFeedBuilder.Person(author));
        item.Links.Add(SyndicationFeedBuilder.Link(new FeedLink("alternate", entry.Url, "text/html")));
        foreach (var tag in FeedParts.Tags(entry.Tags))
            item.Categories.Add(new SyndicationCategory(tag.Slug, FeedUrl.Encode(document.TagScheme), tag.Label));
        if (entry.ContentHtml is not null)
            item.Content = new TextSyndicationContent(FeedText.Clean(entry.ContentHtml), TextSyndicationContentKind.Html);
        return item;
    }
}
