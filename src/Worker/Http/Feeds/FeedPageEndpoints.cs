using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary><c>/feeds/</c>: every feed, for people.</summary>
internal static class FeedPageEndpoints
{
    private static readonly (string Prefix, string Words)[] Groups = [("types/", "feedsTypes"), ("tags/", "feedsTags"), ("categories/", "feedsCategories")];

    /// <summary>Maps the page; <c>/feeds</c> and <c>/</c> lead to it.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/feeds/", [HttpMethods.Get, HttpMethods.Head], Show);
        // Relative, since a proxy may serve the service below a path.
        routes.MapGet("/", () => Results.Redirect("feeds/"));
    }

    private static IResult Show(
        HttpContext context, PageRenderer pages, PageLanguages languages, ContentPipeline pipeline, FeedIndex index, FeedsOptions options)
    {
        // Routing takes /feeds for /feeds/, but the page's relative addresses do not.
        if (!context.Request.Path.Value!.EndsWith('/')) return Results.Redirect("feeds/", permanent: true);
        var language = languages.Choose(context.Request);
        var words = languages.Words(language);
        var site = context.RequestServices.GetRequiredService<SiteOptions>();
        var feeds = pipeline.Ledger.Feeds.Values.Select(feed => FeedOf(feed, index.Facts(), options, words, language)).ToList();
        var model = new
        {
            everything = feeds.Where(feed => feed.Path == FeedPaths.All).ToArray(),
            groups = Groups.Select(group => new
            {
                title = words[group.Words],
                feeds = feeds.Where(feed => feed.Path.StartsWith(group.Prefix, StringComparison.Ordinal)).OrderBy(feed => feed.Title, StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: true)).ToArray(),
            }).Where(group => group.feeds.Length > 0).ToArray(),
            none = feeds.Count == 0,
            opml = "opml.xml",
        };
        var alternates = feeds.Where(feed => feed.Path == FeedPaths.All).SelectMany(feed => feed.Links)
            .Select(link => new PageAlternate(link.MediaType, $"{site.Title} ({link.Name})", link.Address)).ToArray();
        return pages.Render("feeds", language, words["feedsTitle"], model, alternates: alternates);
    }

    private static ListedFeed FeedOf(LedgerFeed feed, IReadOnlyDictionary<string, FeedFacts> facts, FeedsOptions options, PageWords words, string language)
    {
        var (count, updated) = facts.GetValueOrDefault(feed.Path) ?? new FeedFacts(0, feed.Changed);
        var changed = updated.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language));
        return new ListedFeed(
            feed.Path,
            feed.Label.Length == 0 ? words["feedsEverything"] : feed.Label,
            words.Fill(count == 1 ? "feedsCountOne" : "feedsCount", ("count", count.ToString(CultureInfo.InvariantCulture)), ("changed", changed)),
            [.. options.Formats.Select(format => new ListedFeedLink(
                NameOf(format), format.MediaType(), options.PublicUrl.AbsoluteUri.TrimEnd('/') + "/" + FeedFiles.AddressOf(feed.Path, format)))]);
    }

    private static string NameOf(FeedFormat format) => format switch { FeedFormat.Rss => "RSS", FeedFormat.Atom => "Atom", _ => "JSON Feed" };
}
