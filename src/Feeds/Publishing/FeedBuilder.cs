using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Puts a feed together from the ledger's window of its latest arrivals.</summary>
/// <param name="site">The site.</param>
/// <param name="options">Which feeds exist and where they go.</param>
/// <param name="published">Renders the posts' bodies.</param>
public sealed class FeedBuilder(SiteOptions site, FeedsOptions options, PublishedPosts published)
{
    /// <summary>The feed's document, or null when a post's file has moved on and a newer state is about to come.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="window">What the ledger names as its entries.</param>
    /// <param name="posts">The live posts by identity.</param>
    /// <param name="shared">The entries that other feeds of the pass have built.</param>
    public FeedDocument? Build(LedgerFeed feed, IReadOnlyList<LedgerEntry> window, IReadOnlyDictionary<string, LedgerPost> posts, SharedEntries shared)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(posts);
        ArgumentNullException.ThrowIfNull(shared);
        var entries = new List<FeedEntry>(window.Count);
        foreach (var member in window)
        {
            if (!member.IsLive || !posts.TryGetValue(member.Id, out var post)) continue;
            if (post.LastGood is null && !FeedPaths.Of(post.Post, options).Contains(feed.Path, StringComparer.Ordinal)) continue;
            if (shared.Find(post, EntryOf) is not { } entry) return null;
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
            html = published.RenderHtml(post);
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
            Summary = post.Post.Retracted is { Length: > 0 } reason ? reason : post.Post.Description,
            ContentHtml = html,
            Authors = post.Post.Authors,
            Tags = post.Post.Tags,
            Image = post.Post.Image,
        };
    }
}
