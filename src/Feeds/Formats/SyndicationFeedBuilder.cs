using System.Collections.Immutable;
using System.ServiceModel.Syndication;
using System.Xml;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>Fills what RSS and Atom share of a <see cref="SyndicationFeed"/>.</summary>
internal static class SyndicationFeedBuilder
{
    /// <summary>The name under which feeds say what wrote them; without a version, so that an upgrade alone changes no feed.</summary>
    public const string Generator = "Syndication";

    private static readonly XmlQualifiedName Href = new("href");

    /// <summary>Fills a feed.</summary>
    public static TFeed Fill<TFeed>(TFeed feed, FeedDocument document) where TFeed : SyndicationFeed
    {
        feed.Title = Text(document.Title);
        feed.Description = Text(document.Description);
        feed.Language = document.Language;
        feed.Generator = Generator;
        if (document.LicenseUrl is not null)
            feed.Copyright = new TextSyndicationContent(FeedUrl.Encode(document.LicenseUrl));
        return feed;
    }

    /// <summary>Fills an item.</summary>
    public static TItem Fill<TItem>(TItem item, FeedEntry entry) where TItem : SyndicationItem
    {
        item.Title = new TextSyndicationContent(FeedParts.Title(entry));
        return item;
    }

    /// <summary>Plain text on one line.</summary>
    public static TextSyndicationContent Text(string text) => new(FeedText.CleanLine(text));

    /// <summary>A link whose address is written as it is: <see cref="SyndicationLink.Uri"/> would be written in another spelling.</summary>
    public static SyndicationLink Link(FeedLink link) => new()
    {
        RelationshipType = link.Relation,
        MediaType = link.MediaType,
        AttributeExtensions = { [Href] = FeedUrl.Encode(link.Url) },
    };

    /// <summary>Declares prefixes on the root.</summary>
    public static void Declare(SyndicationFeed feed, string prefix, string ns) =>
        feed.AttributeExtensions[new XmlQualifiedName(prefix, FeedNamespaces.Xmlns)] = ns;

    /// <summary>About how many bytes a document takes in XML, so that its buffer seldom grows.</summary>
    public static int Capacity(ImmutableArray<FeedEntry> entries)
    {
        var length = 4096L;
        foreach (var entry in entries)
            length += 2048 + ((entry.ContentHtml?.Length ?? 0) * 5L / 4);
        return (int)Math.Min(length, 64 * 1024 * 1024);
    }

    /// <summary>A person as Atom has them.</summary>
    /// <param name="author">As <see cref="FeedParts"/> gives them.</param>
    public static SyndicationPerson Person(Author author) => new(author.Email, author.Name, author.Url);
}
