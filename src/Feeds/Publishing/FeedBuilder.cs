using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Rendering;

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
    /// <param name="archivePages">How many archive pages the feed has.</param>
    public FeedDocument? Build(
        LedgerFeed feed, IReadOnlyList<LedgerEntry> window, IReadOnlyDictionary<string, LedgerPost> posts, SharedEntries shared, int archivePages = 0)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(posts);
        ArgumentNullException.ThrowIfNull(shared);
        if (Entries(feed, window, posts, shared) is not { } entries) return null;
        var document = Document(feed, entries);
        return archivePages == 0 ? document : document with { PreviousArchiveUrls = Addresses(ArchivePages.PathOf(feed.Path, archivePages)) };
    }

    /// <summary>An archive page, or null when a post's file has moved on and a newer state is about to come.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="page">Its number, from 1.</param>
    /// <param name="members">What the ledger names as its entries.</param>
    /// <param name="posts">The live posts by identity.</param>
    /// <param name="shared">The entries that other pages of the pass have built.</param>
    public FeedDocument? BuildArchive(
        LedgerFeed feed, int page, IReadOnlyList<LedgerEntry> members, IReadOnlyDictionary<string, LedgerPost> posts, SharedEntries shared)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(posts);
        ArgumentNullException.ThrowIfNull(shared);
        if (Entries(feed, members, posts, shared) is not { } entries) return null;
        return Document(feed, entries) with
        {
            // Hubs tell of what is new, and a page must not change when a hub does.
            Hubs = [],
            SelfUrls = Addresses(ArchivePages.PathOf(feed.Path, page)),
            PreviousArchiveUrls = page == 1 ? ImmutableSortedDictionary<FeedFormat, string>.Empty : Addresses(ArchivePages.PathOf(feed.Path, page - 1)),
            Archive = new FeedArchive
            {
                CurrentUrls = Addresses(feed.Path),
                // Named before it is there, since a closed page is not written again when the next one closes.
                NextUrls = Addresses(ArchivePages.PathOf(feed.Path, page + 1)),
            },
        };
    }

    /// <summary>The members that a feed shows, newest first by publication.</summary>
    /// <param name="path">The feed's path.</param>
    /// <param name="members">Some of its arrivals.</param>
    /// <param name="posts">The live posts by identity.</param>
    public IEnumerable<LedgerPost> Shown(string path, IEnumerable<LedgerEntry> members, IReadOnlyDictionary<string, LedgerPost> posts)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(posts);
        var shown = new List<LedgerPost>();
        foreach (var member in members)
        {
            if (!member.IsLive || !posts.TryGetValue(member.Id, out var post)) continue;
            if (post.LastGood is null && !FeedPaths.Holds(path, post.Post, options)) continue;
            shown.Add(post);
        }

        return shown.OrderByDescending(post => post.Post.Published).ThenBy(post => post.Id, StringComparer.Ordinal);
    }

    private ImmutableArray<FeedEntry>? Entries(LedgerFeed feed, IReadOnlyList<LedgerEntry> members, IReadOnlyDictionary<string, LedgerPost> posts, SharedEntries shared)
    {
        var entries = ImmutableArray.CreateBuilder<FeedEntry>();
        foreach (var post in Shown(feed.Path, members, posts))
        {
            if (shared.Find(post, EntryOf) is not { } entry) return null;
            entries.Add(entry);
        }

        return entries.DrainToImmutable();
    }

    private ImmutableSortedDictionary<FeedFormat, string> Addresses(string path) =>
        options.Formats.ToImmutableSortedDictionary(format => format, format => FeedFiles.UrlOf(options, FeedFiles.PathOf(path, format)));

    private FeedDocument Document(LedgerFeed feed, ImmutableArray<FeedEntry> entries)
    {
        var title = FeedTitle.Of(site, feed);
        return new FeedDocument
        {
            Id = $"tag:{site.BaseUrl.IdnHost},2026:feeds/{Uri.EscapeDataString(feed.Path).Replace("%2F", "/", StringComparison.Ordinal)}",
            Title = title,
            Description = site.Description.Length > 0 ? site.Description : title,
            Language = site.Language,
            SiteUrl = site.BaseUrl.AbsoluteUri,
            PageUrl = FeedFiles.UrlOf(options, feed.Path),
            SelfUrls = Addresses(feed.Path),
            Hubs = options.Hubs,
            Updated = entries.IsEmpty ? feed.Changed : entries.Max(entry => entry.Updated),
            Author = site.Author,
            ImageUrl = site.Image?.AbsoluteUri,
            LicenseUrl = site.License?.AbsoluteUri,
            TagScheme = FeedFiles.UrlOf(options, "tags/"),
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
            Summary = NoticeWriter.Summary(post.Post, hasContent: html is not null),
            ContentHtml = html,
            Authors = post.Post.Authors,
            Tags = post.Post.Tags,
            Image = post.Post.Image,
        };
    }
}
