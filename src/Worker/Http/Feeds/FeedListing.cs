using System.Globalization;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Feeds as people read of them.</summary>
/// <param name="pipeline">Knows the feeds.</param>
/// <param name="index">Knows what they hold.</param>
/// <param name="options">Which files they have.</param>
/// <param name="languages">The words.</param>
internal sealed class FeedListing(ContentPipeline pipeline, FeedIndex index, FeedsOptions options, PageLanguages languages)
{
    /// <summary>Every published feed, by path.</summary>
    public IReadOnlyList<ListedFeed> All(string language) => [.. pipeline.Ledger.LiveFeeds.Select(feed => Of(feed, language))];

    /// <summary>A feed.</summary>
    public ListedFeed Of(LedgerFeed feed, string language)
    {
        var words = languages.Words(language);
        var (count, updated) = index.Facts().GetValueOrDefault(feed.Path) ?? new FeedFacts(0, feed.Changed);
        return new ListedFeed(
            feed.Path,
            feed.Label.Length == 0 ? words["feedsEverything"] : feed.Label,
            FeedFiles.Encode(feed.Path),
            words.Count("feedsCount", count, ("count", count.ToString("N0", CultureInfo.GetCultureInfo(language))), ("changed", Day(updated, language))),
            [.. options.Formats.Select(format => new ListedFeedLink(NameOf(format), format.MediaType(), FeedFiles.UrlOf(options, FeedFiles.PathOf(feed.Path, format))))]);
    }

    /// <summary>A day as people of a language write it.</summary>
    public static string Day(DateTimeOffset time, string language) => time.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language));

    private static string NameOf(FeedFormat format) => format switch { FeedFormat.Rss => "RSS", FeedFormat.Atom => "Atom", _ => "JSON Feed" };
}
