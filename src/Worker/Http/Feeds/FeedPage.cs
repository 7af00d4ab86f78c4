using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary>The page of one feed: its entries, and how to subscribe.</summary>
/// <param name="listing">The feeds.</param>
/// <param name="pipeline">Knows what they hold.</param>
/// <param name="published">The posts that are public.</param>
/// <param name="builder">Knows which of them a feed shows.</param>
/// <param name="options">How many those are.</param>
/// <param name="languages">The words.</param>
internal sealed class FeedPage(
    FeedListing listing, ContentPipeline pipeline, PublishedPosts published, FeedBuilder builder, FeedsOptions options, PageLanguages languages)
{
    /// <summary>The page.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="language">BCP 47 tag of a language that has words.</param>
    /// <param name="list">Address of the page that lists every feed.</param>
    public PageContent Build(LedgerFeed feed, string language, string list)
    {
        ArgumentNullException.ThrowIfNull(feed);
        var listed = listing.Of(feed, language);
        var shown = builder.Shown(feed.Path, pipeline.Ledger.Window(feed.Path, options.MaxEntries), published.Current.Posts);
        var entries = shown.Select(post => EntryOf(post, language)).ToArray();
        var preferred = listed.Links.FirstOrDefault(link => link.MediaType == FeedFormat.Atom.MediaType()) ?? listed.Links[0];
        var model = new
        {
            title = listed.Title,
            facts = listed.Facts,
            links = listed.Links,
            // What readers register themselves for; nothing on the way learns who reads what.
            open = "feed:" + preferred.Address,
            list,
            entries,
            none = entries.Length == 0,
        };
        return new PageContent("feed", languages.Words(language).Fill("feedTitle", ("feed", listed.Title)), model,
            [.. listed.Links.Select(link => new PageAlternate(link.MediaType, $"{listed.Title} ({link.Name})", link.Address))]);
    }

    private static object EntryOf(LedgerPost entry, string language)
    {
        var post = entry.Post;
        return new
        {
            title = post.Title,
            href = post.Url,
            lang = string.Equals(post.Language, language, StringComparison.OrdinalIgnoreCase) ? null : post.Language,
            day = FeedListing.Day(post.Published, language),
            date = post.Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            summary = post.Retracted is { Length: > 0 } reason ? reason : post.Description,
            isRetracted = post.Retracted is not null,
        };
    }
}
