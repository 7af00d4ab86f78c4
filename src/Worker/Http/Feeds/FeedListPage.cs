using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary>The page that lists every feed.</summary>
/// <param name="listing">The feeds.</param>
/// <param name="languages">The words.</param>
/// <param name="site">The site that they belong to.</param>
internal sealed class FeedListPage(FeedListing listing, PageLanguages languages, SiteOptions site)
{
    // Past a screenful or two, people look for a letter.
    private const int LongGroup = 50;

    private static readonly (string Prefix, string Words)[] Kinds = [("types/", "feedsTypes"), ("tags/", "feedsTags"), ("categories/", "feedsCategories")];

    /// <summary>The page.</summary>
    /// <param name="language">BCP 47 tag of a language that has words.</param>
    /// <param name="subscribe">Address of the form for digests; null where there are none.</param>
    public PageContent Build(string language, string? subscribe)
    {
        var words = languages.Words(language);
        var feeds = listing.All(language);
        var everything = feeds.Where(feed => feed.Path == FeedPaths.All).ToArray();
        var model = new
        {
            everything,
            groups = Kinds.Select(kind => Group(words[kind.Words], kind.Prefix, feeds, language)).Where(group => group is not null).ToArray(),
            none = feeds.Count == 0,
            opml = "opml.xml",
            subscribe,
        };
        var alternates = everything.SelectMany(feed => feed.Links).Select(link => new PageAlternate(link.MediaType, $"{site.Title} ({link.Name})", link.Address)).ToArray();
        return new PageContent("feeds", words["feedsTitle"], model, alternates);
    }

    private static object? Group(string title, string prefix, IReadOnlyList<ListedFeed> all, string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var feeds = all.Where(feed => feed.Path.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(feed => feed.Title, StringComparer.Create(culture, ignoreCase: true)).ToList();
        if (feeds.Count == 0) return null;
        var name = prefix.TrimEnd('/');
        var sections = feeds.Count <= LongGroup
            ? [new { letter = (string?)null, id = (string?)null, feeds = feeds.ToArray() }]
            : feeds.GroupBy(feed => Letter(feed.Title, culture), StringComparer.Ordinal)
                .Select((section, number) => new { letter = (string?)section.Key, id = (string?)string.Create(CultureInfo.InvariantCulture, $"{name}-{number + 1}"), feeds = section.ToArray() }).ToArray();
        return new { title, id = name, isLong = sections.Length > 1, sections };
    }

    private static string Letter(string title, CultureInfo culture)
    {
        var first = StringInfo.GetNextTextElement(title).ToUpper(culture);
        return char.IsLetter(first, 0) ? first : "#";
    }
}
