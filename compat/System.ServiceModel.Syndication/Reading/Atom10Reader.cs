using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Reads Atom's elements, in Atom documents and as extensions of RSS.</summary>
/// <param name="extensions">What happens to what Atom does not define.</param>
internal sealed class Atom10Reader(ExtensionReader extensions)
{
    /// <summary>Reads a feed; the reader stands on its root.</summary>
    public void ReadFeed(XmlReader reader, SyndicationFeed feed, ItemsReader readItems) => Guard(reader, () =>
    {
        reader.MoveToContent();
        var isEmpty = reader.IsEmptyElement;
        ReadFeedAttributes(reader, feed);
        reader.ReadStartElement();
        if (isEmpty)
        {
            reader.ReadEndElement();
            return;
        }
        if (ReadFeedElements(reader, feed, readItems))
            reader.ReadEndElement();
    });

    public void ReadItem(XmlReader reader, SyndicationItem item, Uri? feedBase) => Guard(reader, () =>
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
            extensions.Children(reader, item, inner => TryReadItemElement(inner, item));
    });

    /// <summary>Takes an element of a feed; false where it is none of Atom's.</summary>
    public bool TryReadFeedElement(XmlReader reader, SyndicationFeed feed)
    {
        switch (Name(reader))
        {
            case "author": feed.Authors.Add(ReadPerson(reader, SyndicationFeedFormatter.CreatePerson(feed))); break;
            case "contributor": feed.Contributors.Add(ReadPerson(reader, SyndicationFeedFormatter.CreatePerson(feed))); break;
            case "category": feed.Categories.Add(ReadCategory(reader, SyndicationFeedFormatter.CreateCategory(feed))); break;
            case "generator": feed.Generator = reader.ReadElementString(); break;
            case "id": feed.Id = reader.ReadElementString(); break;
            case "link": feed.Links.Add(ReadLink(reader, SyndicationFeedFormatter.CreateLink(feed), feed.BaseUri)); break;
            case "logo": feed.ImageUrl = FeedUris.Parse(reader.ReadElementString(), reader); break;
            case "rights": feed.Copyright = ReadText(reader); break;
            case "subtitle": feed.Description = ReadText(reader); break;
            case "title": feed.Title = ReadText(reader); break;
            case "updated": feed.SetLastUpdated(ReadDate(reader)); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Takes an element of an item; false where it is none of Atom's.</summary>
    public bool TryReadItemElement(XmlReader reader, SyndicationItem item)
    {
        switch (Name(reader))
        {
            case "author": item.Authors.Add(ReadPerson(reader, SyndicationFeedFormatter.CreatePerson(item))); break;
            case "contributor": item.Contributors.Add(ReadPerson(reader, SyndicationFeedFormatter.CreatePerson(item))); break;
            case "category": item.Categories.Add(ReadCategory(reader, SyndicationFeedFormatter.CreateCategory(item))); break;
            case "content": item.Content = ReadContent(reader, item); break;
            case "id": item.Id = reader.ReadElementString(); break;
            case "link": item.Links.Add(ReadLink(reader, SyndicationFeedFormatter.CreateLink(item), item.BaseUri)); break;
            case "published": item.SetPublished(ReadDate(reader)); break;
            case "rights": item.Copyright = ReadText(reader); break;
            case "source": item.SourceFeed = ReadSource(reader); break;
            case "summary": item.Summary = ReadText(reader); break;
            case "title": item.Title = ReadText(reader); break;
            case "updated": item.SetLastUpdated(ReadDate(reader)); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Faults of values become faults of the document.</summary>
    public static void Guard(XmlReader reader, Action read)
    {
        try
        {
            read();
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw FeedFaults.At(reader, "A feed or item cannot be read.", fault);
        }
    }

    private static string? Name(XmlReader reader) => reader.NamespaceURI == FeedNames.Atom ? reader.LocalName : null;

    private void ReadFeedAttributes(XmlReader reader, SyndicationFeed feed)
    {
        while (reader.MoveToNextAttribute())
        {
            if (reader is { LocalName: "lang", NamespaceURI: FeedNames.Xml })
                feed.Language = reader.Value;
            else if (reader is { LocalName: "base", NamespaceURI: FeedNames.Xml })
                feed.BaseUri = FeedUris.Rebase(feed.BaseUri, reader.Value);
            else if (!FeedNames.IsBookkeeping(reader.LocalName, reader.NamespaceURI))
                extensions.Attribute(reader, feed);
        }
    }

    /// <summary>False when the items were left to be read later.</summary>
    private bool ReadFeedElements(XmlReader reader, SyndicationFeed feed, ItemsReader? readItems)
    {
        List<SyndicationElementExtension>? kept = null;
        NonNullCollection<SyndicationItem>? items = null;
        var allRead = true;
        while (allRead && reader.IsStartElement())
        {
            if (TryReadFeedElement(reader, feed))
                continue;
            if (readItems is null || !reader.IsStartElement("entry", FeedNames.Atom))
            {
                extensions.Element(reader, feed, ref kept);
                continue;
            }
            items ??= [];
            foreach (var item in readItems(reader, feed, out allRead))
                items.Add(item);
        }
        if (items is not null)
            feed.Items = items;
        ((IExtensible)feed).Extensions.Load(kept);
        return allRead;
    }

    private SyndicationFeed ReadSource(XmlReader reader)
    {
        var source = new SyndicationFeed();
        reader.ReadStartElement();
        ReadFeedElements(reader, source, null);
        reader.ReadEndElement();
        return source;
    }

    private static ReadDate ReadDate(XmlReader reader)
    {
        reader.ReadStartElement();
        var date = FeedDates.FromAtom(reader.ReadString(), reader);
        reader.ReadEndElement();
        return date;
    }

    private SyndicationPerson ReadPerson(XmlReader reader, SyndicationPerson person)
    {
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            extensions.Attribute(reader, person);
        reader.ReadStartElement();
        if (isEmpty)
            return person;
        extensions.Children(reader, person, inner =>
        {
            switch (Name(inner))
            {
                case "name": person.Name = inner.ReadElementString(); return true;
                case "uri": person.Uri = inner.ReadElementString(); return true;
                case "email": person.Email = inner.ReadElementString(); return true;
                default: return false;
            }
        });
        return person;
    }

    private SyndicationCategory ReadCategory(XmlReader reader, SyndicationCategory category)
    {
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.NamespaceURI.Length == 0 ? reader.LocalName : null)
            {
                case "term": category.Name = reader.Value; break;
                case "scheme": category.Scheme = reader.Value; break;
                case "label": category.Label = reader.Value; break;
                default: extensions.Attribute(reader, category); break;
            }
        }
        reader.ReadStartElement();
        if (!isEmpty)
            extensions.Children(reader, category);
        return category;
    }

    private SyndicationLink ReadLink(XmlReader reader, SyndicationLink link, Uri? outerBase)
    {
        var isEmpty = reader.IsEmptyElement;
        string? href = null;
        link.BaseUri = outerBase;
        while (reader.MoveToNextAttribute())
        {
            switch (reader.NamespaceURI.Length == 0 ? reader.LocalName : null)
            {
                case "type": link.MediaType = reader.Value; break;
                case "rel": link.RelationshipType = reader.Value; break;
                case "title": link.Title = reader.Value; break;
                case "length": link.Length = reader.Value.Length == 0 ? 0 : long.Parse(reader.Value, CultureInfo.InvariantCulture); break;
                case "href": href = reader.Value; break;
                default: ReadForeignAttribute(reader, link); break;
            }
        }
        reader.ReadStartElement();
        if (!isEmpty)
            extensions.Children(reader, link);
        link.Uri = href is null ? null : FeedUris.Parse(href, reader);
        return link;
    }

    private void ReadForeignAttribute(XmlReader reader, SyndicationLink link)
    {
        if (reader is { LocalName: "base", NamespaceURI: FeedNames.Xml })
            link.BaseUri = FeedUris.Rebase(link.BaseUri, reader.Value);
        else
            extensions.Attribute(reader, link.AttributeExtensions);
    }

    private SyndicationContent ReadContent(XmlReader reader, SyndicationItem item)
    {
        var type = reader.GetAttribute("type", "");
        if (item.TryParseContent(reader, type, extensions.Version, out var own))
            return own!;
        var source = reader.GetAttribute("src", "");
        if (string.IsNullOrEmpty(source))
            return string.IsNullOrEmpty(type) || type is "text" or "html" or "xhtml" ? ReadText(reader) : new XmlSyndicationContent(reader);
        var content = new UrlSyndicationContent(FeedUris.Parse(source, reader), string.IsNullOrEmpty(type) ? "text" : type);
        var isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
        {
            if (reader is not { LocalName: "type" or "src", NamespaceURI: "" })
                extensions.Attribute(reader, content.AttributeExtensions);
        }
        reader.ReadStartElement();
        if (!isEmpty)
            reader.ReadEndElement();
        return content;
    }

    private TextSyndicationContent ReadText(XmlReader reader)
    {
        var kind = reader.GetAttribute("type") switch
        {
            null or "" or "text" => TextSyndicationContentKind.Plaintext,
            "html" => TextSyndicationContentKind.Html,
            "xhtml" => TextSyndicationContentKind.XHtml,
            _ => throw FeedFaults.At(reader, "A text has to be of type text, html or xhtml (RFC 4287 §3.1.1)."),
        };
        var attributes = new Dictionary<XmlQualifiedName, string>();
        while (reader.MoveToNextAttribute())
        {
            if (reader is not { LocalName: "type", NamespaceURI: "" })
                extensions.Attribute(reader, attributes);
        }
        reader.MoveToElement();
        var text = kind == TextSyndicationContentKind.XHtml ? reader.ReadInnerXml() : reader.ReadElementString();
        var content = new TextSyndicationContent(text, kind);
        foreach (var (name, value) in attributes)
            content.AttributeExtensions.Add(name, value);
        return content;
    }
}
