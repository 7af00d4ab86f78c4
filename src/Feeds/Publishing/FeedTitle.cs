using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>What people read above a feed.</summary>
public static class FeedTitle
{
    /// <summary>The site's title, and behind it what the feed's posts have in common.</summary>
    public static string Of(SiteOptions site, LedgerFeed feed)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(feed);
        return feed.Label.Length == 0 ? site.Title : $"{site.Title}: {feed.Label}";
    }
}
