using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Writes RSS elements.</summary>
/// <param name="withAtom">Whether Atom's elements stand for what RSS lacks.</param>
internal sealed class Rss20Writer(bool withAtom)
{
    private static readonly XmlQualifiedName Domain = new("domain");
    private static readonly XmlQualifiedName Length = new("length");
    private static readonly XmlQualifiedName Type = new("type");
    private static readonly XmlQualifiedName Url = new("url");

    /// <summary>What stands inside the root.</summary>
    public void WriteFeed(XmlWriter writer, SyndicationFeed feed, Action writeItems)
    {
        if (withAtom)
            writer.WriteAttributeString("xmlns", FeedNames.AtomPrefix, null, FeedNames.Atom);
        writer.WriteAttributeString("version", "2.0");
        writer.WriteStartElement("channel", "");
        if (feed.BaseUri is not null)
            writer.WriteAttributeString("xml", "base", FeedNames.Xml, FeedUris.Text(feed.BaseUri));
        feed.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        WriteChannel(writer, feed);
        if (withAtom)
            WriteAtomParts(writer, feed);
        feed.WriteElementExtensions(writer, SyndicationVersions.Rss20);
        writeItems();
        writer.WriteEndElement();
    }

    public void WriteItemContents(XmlWriter writer, SyndicationItem item, Uri? feedBase)
    {
        FeedUris.WriteBase(writer, feedBase, item.BaseUri);
        item.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        var alternate = item.Links.FirstOrDefault(IsAlternate);
        WriteGuid(writer, item);
        if (alternate is not null)
            WriteAlternate(writer, alternate, item.BaseUri ?? feedBase);
        if (item.Authors.Count == 1 && !string.IsNullOrEmpty(item.Authors[0].Email))
            WritePerson(writer, "author", item.Authors[0]);
        else if (withAtom)
            Atom10Writer.WritePeople(writer, "author", item.Authors);
        foreach (var category in item.Categories)
            WriteCategory(writer, category);
        if (item.Title is not null)
            writer.WriteElementString("title", "", item.Title.Text);
        var description = item.Summary ?? item.Content as TextSyndicationContent;
        if (description is not null || item.Title is null)
            writer.WriteElementString("description", "", description?.Text ?? "");
        if (item.SourceFeed is not null)
            WriteSource(writer, item.SourceFeed);
        if (item.PublishDate > DateTimeOffset.MinValue)
            writer.WriteElementString("pubDate", "", FeedDates.Rfc822(item.PublishDate));
        WriteOtherLinks(writer, item, alternate);
        if (withAtom)
            WriteAtomParts(writer, item, contentIsDescription: description is not null && ReferenceEquals(description, item.Content));
        item.WriteElementExtensions(writer, SyndicationVersions.Rss20);
    }

    private static bool IsAlternate(SyndicationLink link) => link.RelationshipType == FeedNames.Alternate;

    private void WriteChannel(XmlWriter writer, SyndicationFeed feed)
    {
        var title = feed.Title?.Text ?? "";
        var alternate = feed.Links.FirstOrDefault(IsAlternate);
        writer.WriteElementString("title", "", title);
        if (alternate is not null)
            WriteAlternate(writer, alternate, feed.BaseUri);
        writer.WriteElementString("description", "", feed.Description?.Text ?? "");
        if (feed.Language is not null)
            writer.WriteElementString("language", "", feed.Language);
        if (feed.Copyright is not null)
            writer.WriteElementString("copyright", "", feed.Copyright.Text);
        if (feed.Authors.Count == 1 && feed.Authors[0].Email is not null)
            WritePerson(writer, "managingEditor", feed.Authors[0]);
        else if (withAtom)
            Atom10Writer.WritePeople(writer, "author", feed.Authors);
        if (feed.LastUpdatedTime > DateTimeOffset.MinValue)
            writer.WriteElementString("lastBuildDate", "", FeedDates.Rfc822(feed.LastUpdatedTime));
        foreach (var category in feed.Categories)
            WriteCategory(writer, category);
        if (!string.IsNullOrEmpty(feed.Generator))
            writer.WriteElementString("generator", "", feed.Generator);
        if (withAtom)
            Atom10Writer.WritePeople(writer, "contributor", feed.Contributors);
        if (feed.ImageUrl is null)
            return;
        writer.WriteStartElement("image", "");
        writer.WriteElementString("url", "", FeedUris.Text(feed.ImageUrl));
        writer.WriteElementString("title", "", title);
        writer.WriteElementString("link", "", FeedUris.Text(alternate?.Uri) ?? "");
        writer.WriteEndElement();
    }

    private static void WriteAtomParts(XmlWriter writer, SyndicationFeed feed)
    {
        Atom10Writer.WriteText(writer, "id", feed.Id);
        var first = feed.Links.FirstOrDefault(IsAlternate);
        foreach (var link in feed.Links)
        {
            if (link != first)
                Atom10Writer.WriteLink(writer, link, feed.BaseUri);
        }
    }

    private static void WriteAtomParts(XmlWriter writer, SyndicationItem item, bool contentIsDescription)
    {
        if (item.LastUpdatedTime > DateTimeOffset.MinValue)
            Atom10Writer.WriteUpdated(writer, item.LastUpdatedTime);
        Atom10Writer.WriteContent(writer, "rights", item.Copyright);
        if (!contentIsDescription)
            Atom10Writer.WriteContent(writer, "content", item.Content);
        Atom10Writer.WritePeople(writer, "contributor", item.Contributors);
    }

    /// <summary>An identity that equals the address of an alternate link counts as a permanent link.</summary>
    private static void WriteGuid(XmlWriter writer, SyndicationItem item)
    {
        if (string.IsNullOrEmpty(item.Id))
            return;
        var isAddress = item.Links.Any(link => IsAlternate(link) && FeedUris.Text(link.Uri) == item.Id);
        writer.WriteStartElement("guid", "");
        writer.WriteAttributeString("isPermaLink", isAddress ? "true" : "false");
        writer.WriteString(item.Id);
        writer.WriteEndElement();
    }

    private static void WriteAlternate(XmlWriter writer, SyndicationLink link, Uri? outerBase)
    {
        writer.WriteStartElement("link", "");
        FeedUris.WriteBase(writer, outerBase, link.BaseUri);
        link.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        writer.WriteString(FeedUris.Text(link.Uri));
        writer.WriteEndElement();
    }

    private static void WriteCategory(XmlWriter writer, SyndicationCategory category)
    {
        writer.WriteStartElement("category", "");
        category.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        if (!string.IsNullOrEmpty(category.Scheme) && !((IExtensible)category).Extensions.Overrides(Domain))
            writer.WriteAttributeString("domain", category.Scheme);
        writer.WriteString(category.Name);
        writer.WriteEndElement();
    }

    private static void WritePerson(XmlWriter writer, string name, SyndicationPerson person)
    {
        writer.WriteStartElement(name, "");
        person.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        writer.WriteString(person.Email);
        writer.WriteEndElement();
    }

    private static void WriteSource(XmlWriter writer, SyndicationFeed source)
    {
        writer.WriteStartElement("source", "");
        source.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        var self = source.Links.FirstOrDefault(link => link.RelationshipType == FeedNames.Self);
        if (self is not null && !((IExtensible)source).Extensions.Overrides(Url))
            writer.WriteAttributeString("url", FeedUris.Text(self.Uri));
        writer.WriteString(source.Title?.Text ?? "");
        writer.WriteEndElement();
    }

    /// <summary>The first enclosure is RSS's own; all other links but the first alternate one are Atom's.</summary>
    private void WriteOtherLinks(XmlWriter writer, SyndicationItem item, SyndicationLink? alternate)
    {
        var enclosure = item.Links.FirstOrDefault(link => link.RelationshipType == FeedNames.Enclosure);
        foreach (var link in item.Links)
        {
            if (link == enclosure)
                WriteEnclosure(writer, link, item.BaseUri);
            else if (withAtom && link != alternate)
                Atom10Writer.WriteLink(writer, link, item.BaseUri);
        }
    }

    private static void WriteEnclosure(XmlWriter writer, SyndicationLink link, Uri? outerBase)
    {
        var own = ((IExtensible)link).Extensions;
        writer.WriteStartElement("enclosure", "");
        FeedUris.WriteBase(writer, outerBase, link.BaseUri);
        link.WriteAttributeExtensions(writer, SyndicationVersions.Rss20);
        if (!own.Overrides(Url))
            writer.WriteAttributeString("url", FeedUris.Text(link.Uri));
        if (link.MediaType is not null && !own.Overrides(Type))
            writer.WriteAttributeString("type", link.MediaType);
        if (link.Length != 0 && !own.Overrides(Length))
            writer.WriteAttributeString("length", link.Length.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndElement();
    }
}
