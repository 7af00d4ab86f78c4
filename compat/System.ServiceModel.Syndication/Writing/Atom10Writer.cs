using System.Collections.ObjectModel;
using System.Globalization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Writes Atom's elements, for Atom documents and as extensions of RSS.</summary>
internal static class Atom10Writer
{
    private static readonly XmlQualifiedName Href = new("href");
    private static readonly XmlQualifiedName Label = new("label");
    private static readonly XmlQualifiedName Length = new("length");
    private static readonly XmlQualifiedName Rel = new("rel");
    private static readonly XmlQualifiedName Scheme = new("scheme");
    private static readonly XmlQualifiedName Term = new("term");
    private static readonly XmlQualifiedName Title = new("title");
    private static readonly XmlQualifiedName Type = new("type");
    private static readonly GeneratedIds Ids = new();

    /// <summary>All of a feed but its items.</summary>
    public static void WriteFeed(XmlWriter writer, SyndicationFeed feed)
    {
        if (!string.IsNullOrEmpty(feed.Language))
            writer.WriteAttributeString("xml", "lang", FeedNames.Xml, feed.Language);
        if (feed.BaseUri is not null)
            writer.WriteAttributeString("xml", "base", FeedNames.Xml, FeedUris.Text(feed.BaseUri));
        feed.WriteAttributeExtensions(writer, SyndicationVersions.Atom10);
        WriteContent(writer, "title", feed.Title ?? new TextSyndicationContent(""));
        WriteContent(writer, "subtitle", feed.Description);
        WriteText(writer, "id", feed.Id ?? Ids.Next());
        WriteContent(writer, "rights", feed.Copyright);
        WriteUpdated(writer, feed.LastUpdatedTime);
        WriteFeedRest(writer, feed);
    }

    public static void WriteItemContents(XmlWriter writer, SyndicationItem item, Uri? feedBase)
    {
        FeedUris.WriteBase(writer, feedBase, item.BaseUri);
        item.WriteAttributeExtensions(writer, SyndicationVersions.Atom10);
        WriteText(writer, "id", item.Id ?? Ids.Next());
        WriteContent(writer, "title", item.Title ?? new TextSyndicationContent(""));
        WriteContent(writer, "summary", item.Summary);
        if (item.PublishDate != DateTimeOffset.MinValue)
            WriteText(writer, "published", FeedDates.Rfc3339(item.PublishDate));
        WriteUpdated(writer, item.LastUpdatedTime);
        WritePeople(writer, "author", item.Authors);
        WritePeople(writer, "contributor", item.Contributors);
        foreach (var link in item.Links)
            WriteLink(writer, link, item.BaseUri);
        foreach (var category in item.Categories)
            WriteCategory(writer, category);
        WriteContent(writer, "content", item.Content);
        WriteContent(writer, "rights", item.Copyright);
        if (item.SourceFeed is not null)
            WriteSource(writer, item.SourceFeed);
        item.WriteElementExtensions(writer, SyndicationVersions.Atom10);
    }

    public static void WriteContent(XmlWriter writer, string name, SyndicationContent? content) =>
        content?.WriteTo(writer, name, FeedNames.Atom);

    public static void WriteText(XmlWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteElementString(name, FeedNames.Atom, text);
    }

    /// <summary>Atom requires a date: where there is none, the machine's clock gives it.</summary>
    public static void WriteUpdated(XmlWriter writer, DateTimeOffset updated) =>
        WriteText(writer, "updated", FeedDates.Rfc3339(updated == DateTimeOffset.MinValue ? TimeProvider.System.GetUtcNow() : updated));

    public static void WritePeople(XmlWriter writer, string name, Collection<SyndicationPerson> people)
    {
        foreach (var person in people)
        {
            writer.WriteStartElement(name, FeedNames.Atom);
            person.WriteAttributeExtensions(writer, SyndicationVersions.Atom10);
            WriteText(writer, "name", person.Name);
            if (!string.IsNullOrEmpty(person.Uri))
                WriteText(writer, "uri", person.Uri);
            if (!string.IsNullOrEmpty(person.Email))
                WriteText(writer, "email", person.Email);
            person.WriteElementExtensions(writer, SyndicationVersions.Atom10);
            writer.WriteEndElement();
        }
    }

    public static void WriteLink(XmlWriter writer, SyndicationLink link, Uri? outerBase)
    {
        var own = ((IExtensible)link).Extensions;
        writer.WriteStartElement("link", FeedNames.Atom);
        FeedUris.WriteBase(writer, outerBase, link.BaseUri);
        link.WriteAttributeExtensions(writer, SyndicationVersions.Atom10);
        WriteAttribute(writer, Rel, link.RelationshipType, own);
        WriteAttribute(writer, Type, link.MediaType, own);
        WriteAttribute(writer, Title, link.Title, own);
        if (link.Length != 0)
            WriteAttribute(writer, Length, link.Length.ToString(CultureInfo.InvariantCulture), own);
        if (!own.Overrides(Href))
            writer.WriteAttributeString("href", FeedUris.Text(link.Uri));
        link.WriteElementExtensions(writer, SyndicationVersions.Atom10);
        writer.WriteEndElement();
    }

    private static void WriteFeedRest(XmlWriter writer, SyndicationFeed feed)
    {
        foreach (var category in feed.Categories)
            WriteCategory(writer, category);
        // The library writes the picture's address unescaped, so that an encoded one is decoded.
        WriteText(writer, "logo", feed.ImageUrl?.ToString());
        WritePeople(writer, "author", feed.Authors);
        WritePeople(writer, "contributor", feed.Contributors);
        WriteText(writer, "generator", feed.Generator);
        foreach (var link in feed.Links)
            WriteLink(writer, link, feed.BaseUri);
        feed.WriteElementExtensions(writer, SyndicationVersions.Atom10);
    }

    private static void WriteSource(XmlWriter writer, SyndicationFeed source)
    {
        writer.WriteStartElement("source", FeedNames.Atom);
        WriteContent(writer, "title", source.Title);
        WriteContent(writer, "subtitle", source.Description);
        WriteText(writer, "id", source.Id);
        WriteContent(writer, "rights", source.Copyright);
        if (source.LastUpdatedTime != DateTimeOffset.MinValue)
            WriteUpdated(writer, source.LastUpdatedTime);
        WriteFeedRest(writer, source);
        writer.WriteEndElement();
    }

    private static void WriteCategory(XmlWriter writer, SyndicationCategory category)
    {
        var own = ((IExtensible)category).Extensions;
        writer.WriteStartElement("category", FeedNames.Atom);
        category.WriteAttributeExtensions(writer, SyndicationVersions.Atom10);
        if (!own.Overrides(Term))
            writer.WriteAttributeString("term", category.Name ?? "");
        WriteAttribute(writer, Label, category.Label, own);
        WriteAttribute(writer, Scheme, category.Scheme, own);
        category.WriteElementExtensions(writer, SyndicationVersions.Atom10);
        writer.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter writer, XmlQualifiedName name, string? value, ExtensionSet own)
    {
        if (!string.IsNullOrEmpty(value) && !own.Overrides(name))
            writer.WriteAttributeString(name.Name, value);
    }
}
