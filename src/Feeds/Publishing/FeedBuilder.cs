using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Publishing;

/// <summary>Puts a feed together from the ledger's window of its latest arrivals.</summary>
/// <param name="site">The site.</param>
/// <param name="options">Which feeds exist and where they go.</param>
/// <param name="rendered">The posts' bodies.</param>
public sealed class FeedBuilder(SiteOptions site, FeedsOptions options, RenderedPosts rendered)
{
    /// <summary>The feed's document, or null when a post's file has moved on and a newer state is about to come.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="ledger">The ledger that names its entries.</param>
    /// <param name="posts">The live posts by identity.</param>
    public FeedDocument? Build(LedgerFeed feed, LedgerState ledger, IReadOnlyDictionary<string, LedgerPost> posts)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(posts);
        var entries = new List<FeedEntry>();
        foreach (var member in ledger.Window(feed.Path, options.MaxEntries))
        {
            if (!member.IsLive || !posts.TryGetValue(member.Id, out var post)) continue;
            if (post.LastGood is null && !FeedPaths.Of(post.Post, options).Contains(feed.Path, StringComparer.Ordinal)) continue;
            if (EntryOf(post) is not { } entry) return null;
            entries.Add(entry);
        }

        return Document(feed, [.. entries.OrderByDescending(entry => entry.Published).ThenBy(entry => entry.Id, StringComparer.Ordinal)]);
    }

    private FeedDocument Document(LedgerFeed feed, ImmutableArray<FeedEntry> entries)
    {
        var address = options.PublicUrl.AbsoluteUri.TrimEnd('/') + "/";
        var title = FeedTitle.Of(site, feed);
        return new FeedDocument
        {
            Id = $"tag:{site.BaseUrl.IdnHost},2026:feeds/{Uri.EscapeDataString(feed.Path).Replace("%2F", "/", StringComparison.Ordinal)}",
            Title = title,
            Description = site.Description.Length > 0 ? site.Description : title,
            Language = site.Language,
            SiteUrl = site.BaseUrl.AbsoluteUri,
            SelfUrls = options.Formats.ToImmutableSortedDictionary(format => format, format => address + FeedFiles.AddressOf(feed.Path, format)),
            Updated = entries.IsEmpty ? feed.Changed : entries.Max(entry => entry.Updated),
            Author = site.Author,
            ImageUrl = site.Image?.AbsoluteUri,
            LicenseUrl = site.License?.AbsoluteUri,
            TagScheme = address + "tags/",
            Entries = entries,
        };
    }

    private FeedEntry? EntryOf(LedgerPost post)
    {
        string? html = null;
        if (options.FullContent)
        {
            html = rendered.Find(post);
            if (html is null) return null;
        }

        return new FeedEntry
        {
            Id = post.Id,
            Url = post.Post.Url,
            Title = post.Post.Title,
            Published = post.Post.Published,
            Updated = post.Updated,
            Language = post.Post.Language,
            Summary = NoticeWriter.Summary(post.Post, hasContent: html is not null),
            ContentHtml = html,
            Authors = post.Post.Authors,
            Tags = post.Post.Tags,
            Image = post.Post.Image,
        };
    }
}
