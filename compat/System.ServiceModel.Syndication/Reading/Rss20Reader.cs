using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Reads RSS elements.</summary>
/// <param name="extensions">What happens to what RSS does not define.</param>
/// <param name="withAtom">Whether Atom's elements stand for what RSS lacks.</param>
internal sealed class Rss20Reader(ExtensionReader extensions, bool withAtom)
{
    private readonly Atom10Reader _atom = new(extensions with { Version = SyndicationVersions.Atom10 });

    /// <summary>Reads a feed; the reader stands on its root.</summary>
    public void ReadFeed(XmlReader reader, SyndicationFeed feed, ItemsReader readItems) => Atom10Reader.Guard(reader, () =>
    {
        reader.MoveToContent();
        var version = reader.GetAttribute("version", "");
        if (version != "2.0")
            throw new NotSupportedException(FeedFaults.Locate(reader, $"RSS of version '{version}' is not supported, only 2.0."));
        var rootBase = reader.GetAttribute("base", FeedNames.Xml);
        if (!string.IsNullOrEmpty(rootBase))
            feed.BaseUri = FeedUris.Parse(rootBase, reader);
        reader.ReadStartElement();
        reader.MoveToContent();
        while (reader.MoveToNextAttribute())
        {
            if (reader is { LocalName: "base", NamespaceURI: FeedNames.Xml })
                feed.BaseUri = reader.Value.Length == 0 ? null : FeedUris.Parse(reader.Value, reader);
            else if (!FeedNames.IsBookkeeping(reader.LocalName, reader.NamespaceURI))
                extensions.Attribute(reader, feed);
        }
        reader.ReadStartElement("channel", "");
        if (!ReadChannel(reader, feed, readItems))
            return;
        reader.ReadEndElement();
        reader.ReadEndElement();
    });

    public void ReadItem(XmlReader reader, SyndicationItem item, Uri? feedBase) => Atom10Reader.Guard(reader, () =>
    {
        item.BaseUri = feedBase;
        reader.MoveToContent();
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (reader is { LocalName: "base", NamespaceURI: FeedNames.Xml })
                item.BaseUri = FeedUris.Rebase(item.BaseUri, reader.Value);
            else if (!FeedNames.IsBookkeeping(reader.LocalName, reader.NamespaceURI))
                extensions.Attribute(reader, item);
        }
        reader.ReadStartElement();
        if (!isEmpty)
            ReadItemElements(reader, item);
    });

    private static string? Name(XmlReader reader) => reader.NamespaceURI.Length == 0 ? reader.LocalName : null;

    /// <summary>False when the items were left to be read later.</summary>
    private bool ReadChannel(XmlReader reader, SyndicationFeed feed, ItemsReader readItems)
    {
        List<SyndicationElementExtension>? kept = null;
        NonNullCollection<SyndicationItem>? items = null;
        var allRead = true;
        while (allRead && reader.IsStartElement())
        {
            if (TryReadFeedElement(reader, feed))
                continue;
            if (Name(reader) == "item")
            {
                items ??= [];
                foreach (var item in readItems(reader, feed, out allRead))
                    items.Add(item);
            }
            else if (!withAtom || !_atom.TryReadFeedElement(reader, feed))
            {
                extensions.Element(reader, feed, ref kept);
            }
        }
        if (items is not null)
            feed.Items = items;
        ((IExtensible)feed).Extensions.Load(kept);
        return allRead;
    }

    private bool TryReadFeedElement(XmlReader reader, SyndicationFeed feed)
    {
        switch (Name(reader))
        {
            case "title": feed.Title = new TextSyndicationContent(reader.ReadElementString()); break;
            case "link": feed.Links.Add(ReadAlternate(reader, feed.BaseUri)); break;
            case "description": feed.Description = new TextSyndicationContent(reader.ReadElementString()); break;
            case "language": feed.Language = reader.ReadElementString(); break;
            case "copyright": feed.Copyright = new TextSyndicationContent(reader.ReadElementString()); break;
            case "managingEditor": feed.Authors.Add(ReadPerson(reader, SyndicationFeedFormatter.CreatePerson(feed))); break;
            case "lastBuildDate": ReadDate(reader, feed.SetLastUpdated); break;
            case "category": feed.Categories.Add(ReadCategory(reader, SyndicationFeedFormatter.CreateCategory(feed))); break;
            case "generator": feed.Generator = reader.ReadElementString(); break;
            case "image": ReadImage(reader, feed); break;
            default: return false;
        }
        return true;
    }

    private void ReadItemElements(XmlReader reader, SyndicationItem item)
    {
        string? permalink = null;
        var hasLink = false;
        extensions.Children(reader, item, inner =>
        {
            switch (Name(inner))
            {
                case "link":
                    item.Links.Add(ReadAlternate(inner, item.BaseUri));
                    hasLink = true;
                    return true;
                case "guid":
                    var isPermalink = !string.Equals(inner.GetAttribute("isPermaLink", ""), "false", StringComparison.OrdinalIgnoreCase);
                    item.Id = inner.ReadElementString();
                    permalink = isPermalink ? item.Id : permalink;
                    return true;
                default:
                    return TryReadItemElement(inner, item) || (withAtom && _atom.TryReadItemElement(inner, item));
            }
        });
        if (!hasLink && permalink is not null)
        {
            item.Links.Add(SyndicationLink.CreateAlternateLink(FeedUris.Parse(permalink, reader)));
            hasLink = true;
        }
        if (item.Content is null && !hasLink)
            (item.Content, item.Summary) = (item.Summary, null);
    }

    private bool TryReadItemElement(XmlReader reader, SyndicationItem item)
    {
        switch (Name(reader))
        {
            case "title": item.Title = new TextSyndicationContent(reader.ReadElementString()); break;
            case "description": item.Summary = new TextSyndicationContent(reader.ReadElementString()); break;
            case "author": item.Authors.Add(ReadPerson(reader, SyndicationFeedFormatter.CreatePerson(item))); break;
            case "category": item.Categories.Add(ReadCategory(reader, SyndicationFeedFormatter.CreateCategory(item))); break;
            case "enclosure": item.Links.Add(ReadEnclosure(reader, item.BaseUri)); break;
            case "pubDate": ReadDate(reader, item.SetPublished); break;
            case "source": item.SourceFeed = ReadSource(reader); break;
            default: return false;
        }
        return true;
    }

    private SyndicationLink ReadAlternate(XmlReader reader, Uri? outerBase)
    {
        var link = new SyndicationLink { BaseUri = outerBase, RelationshipType = FeedNames.Alternate };
        while (reader.MoveToNextAttribute())
        {
            if (reader is { LocalName: "base", NamespaceURI: FeedNames.Xml })
                link.BaseUri = FeedUris.Rebase(link.BaseUri, reader.Value);
            else
                extensions.Attribute(reader, link.AttributeExtensions);
        }
        reader.MoveToElement();
        link.Uri = FeedUris.Parse(reader.ReadElementString(), reader);
        return link;
    }

    private SyndicationLink ReadEnclosure(XmlReader reader, Uri? outerBase)
    {
        var link = new SyndicationLink { BaseUri = outerBase, RelationshipType = FeedNames.Enclosure };
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            switch (Name(reader))
            {
                case "url": link.Uri = FeedUris.Parse(reader.Value, reader); break;
                case "type": link.MediaType = reader.Value; break;
                case "length": link.Length = reader.Value.Length == 0 ? 0 : long.Parse(reader.Value, CultureInfo.InvariantCulture); break;
                default: ReadForeignAttribute(reader, link); break;
            }
        }
        reader.ReadStartElement("enclosure", "");
        if (!isEmpty)
            reader.ReadEndElement();
        return link;
    }

    private void ReadForeignAttribute(XmlReader reader, SyndicationLink link)
    {
        if (reader is { LocalName: "base", NamespaceURI: FeedNames.Xml })
            link.BaseUri = FeedUris.Rebase(link.BaseUri, reader.Value);
        else
            extensions.Attribute(reader, link.AttributeExtensions);
    }

    private SyndicationPerson ReadPerson(XmlReader reader, SyndicationPerson person)
    {
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            extensions.Attribute(reader, person);
        reader.ReadStartElement();
        if (isEmpty)
            return person;
        person.Email = reader.ReadString();
        reader.ReadEndElement();
        return person;
    }

    private SyndicationCategory ReadCategory(XmlReader reader, SyndicationCategory category)
    {
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (Name(reader) == "domain")
                category.Scheme = reader.Value;
            else
                extensions.Attribute(reader, category);
        }
        reader.ReadStartElement("category", "");
        if (isEmpty)
            return category;
        category.Name = reader.ReadString();
        reader.ReadEndElement();
        return category;
    }

    private SyndicationFeed ReadSource(XmlReader reader)
    {
        var source = new SyndicationFeed();
        while (reader.MoveToNextAttribute())
        {
            if (Name(reader) == "url")
                source.Links.Add(SyndicationLink.CreateSelfLink(FeedUris.Parse(reader.Value, reader)));
            else
                extensions.Attribute(reader, source.AttributeExtensions);
        }
        reader.MoveToElement();
        source.Title = new TextSyndicationContent(reader.ReadElementString());
        return source;
    }

    /// <summary>An empty date is as good as none.</summary>
    private static void ReadDate(XmlReader reader, Action<ReadDate> set)
    {
        var isEmpty = reader.IsEmptyElement;
        reader.ReadStartElement();
        if (isEmpty)
            return;
        var text = reader.ReadString();
        if (text.Length > 0)
            set(FeedDates.FromRss(text, reader));
        reader.ReadEndElement();
    }

    private static void ReadImage(XmlReader reader, SyndicationFeed feed)
    {
        reader.ReadStartElement();
        while (reader.IsStartElement())
        {
            if (Name(reader) == "url")
                feed.ImageUrl = FeedUris.Parse(reader.ReadElementString(), reader);
            else
                reader.Skip();
        }
        reader.ReadEndElement();
    }
}
