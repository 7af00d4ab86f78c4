using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Feeds;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Model;
using Syndication.Worker.Model.EditionArchive;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage.EditionArchive;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>The editions that everybody may see: of newsletters with <c>Archive</c>, with their posts as they are now.</summary>
/// <param name="all">The newsletters.</param>
/// <param name="store">What was sent.</param>
/// <param name="pipeline">Knows the posts.</param>
/// <param name="published">Those that are public.</param>
/// <param name="site">Its zone names days.</param>
/// <param name="service">Where the archive is.</param>
internal sealed class PastEditions(
    IReadOnlyList<NewsletterOptions> all, EditionArchiveStore store, ContentPipeline pipeline, PublishedPosts published, SiteOptions site, ServiceOptions service)
{
    /// <summary>The newsletters that have an archive.</summary>
    public IReadOnlyList<NewsletterOptions> Newsletters { get; } = [.. all.Where(newsletter => newsletter.Archive)];

    /// <summary>A newsletter that has an archive, or null.</summary>
    public NewsletterOptions? Find(string name) => Newsletters.FirstOrDefault(newsletter => newsletter.Name == name);

    /// <summary>A page of editions, newest first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<ShownEdition> Editions, int Total)> ListAsync(
        IReadOnlyList<NewsletterOptions> newsletters, int skip, int most, CancellationToken cancellationToken)
    {
        var (editions, total) = await store.ListAsync([.. newsletters.Select(newsletter => newsletter.Name)], skip, most, cancellationToken);
        return ([.. editions.Select(edition => Show(newsletters.First(newsletter => newsletter.Name == edition.Newsletter), edition))], total);
    }

    /// <summary>One edition, or null.</summary>
    public async Task<ShownEdition?> FindAsync(string newsletter, long number, CancellationToken cancellationToken) =>
        Find(newsletter) is { } known && await store.FindAsync(newsletter, number, cancellationToken) is { } edition ? Show(known, edition) : null;

    /// <summary>The public address of something below <c>/editions/</c>.</summary>
    public string UrlOf(string path) => $"{service.PublicUrl.AbsoluteUri.TrimEnd('/')}/editions/{path}";

    /// <summary>The feeds of a newsletter's editions, or of all, for autodiscovery.</summary>
    public IReadOnlyList<PageAlternate> FeedsOf(NewsletterOptions? newsletter, IEnumerable<FeedFormat> formats, string title) =>
        [.. formats.Select(format => new PageAlternate(format.MediaType(), $"{title} ({NameOf(format)})", UrlOf(PathOf(newsletter, format))))];

    /// <summary>Where a feed of editions is, below <c>/editions/</c>.</summary>
    public static string PathOf(NewsletterOptions? newsletter, FeedFormat format) => (newsletter is null ? "" : newsletter.Name + "/") + "feed" + format.FileExtension();

    /// <summary>An edition's day, as people of a language write it.</summary>
    public string DayOf(ArchivedEdition edition, string language) => FeedListing.Day(Day(edition), language);

    /// <summary>The day of its firing where its readers are; of one sent by hand, on the site.</summary>
    public DateTimeOffset Day(ArchivedEdition edition) =>
        DateTime.TryParseExact(edition.Occurrence, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, TimeSpan.Zero)
            : TimeZoneInfo.ConvertTime(edition.SentAt, site.TimeZone);

    private ShownEdition Show(NewsletterOptions newsletter, ArchivedEdition edition)
    {
        var (live, ledger) = (published.Current.Posts, pipeline.Ledger.Entries);
        var posts = edition.Posts.Select(post => live.GetValueOrDefault(post.Id)).OfType<LedgerPost>().Where(post => post.Post.InFeeds)
            .OrderByDescending(post => post.Post.Published).ThenBy(post => post.Id, StringComparer.Ordinal).ToList();
        var hashes = edition.Posts.ToDictionary(post => post.Id, post => post.Hash, StringComparer.Ordinal);
        var changes = posts.Where(post => post.Post.ContentHash != hashes[post.Id]).Select(post => post.Updated)
            .Concat(edition.Posts.Select(post => ledger.GetValueOrDefault(post.Id)?.RemovedAt).OfType<DateTimeOffset>());
        return new ShownEdition(newsletter, edition, posts, edition.Posts.Length - posts.Count, changes.Append(edition.SentAt).Max());
    }

    private static string NameOf(FeedFormat format) => format switch { FeedFormat.Rss => "RSS", FeedFormat.Atom => "Atom", _ => "JSON Feed" };
}
