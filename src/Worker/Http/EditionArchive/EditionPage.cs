using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Feeds.Rendering;
using Syndication.Worker.Http.Feeds;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters.Composing;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>The page of one past edition: what a reader of every tag got, without anybody's own links.</summary>
/// <param name="archive">The editions.</param>
/// <param name="published">Renders their posts.</param>
/// <param name="templates">The words that posts share with mails.</param>
/// <param name="site">Whose pictures may be shown.</param>
/// <param name="options">The formats of the archive's feed.</param>
/// <param name="languages">The words.</param>
internal sealed class EditionPage(
    PastEditions archive, PublishedPosts published, TemplateSet templates, SiteOptions site, FeedsOptions options, PageLanguages languages)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>The page.</summary>
    /// <param name="shown">The edition.</param>
    /// <param name="language">BCP 47 tag of a language that has words.</param>
    /// <param name="root">What leads to the service's root.</param>
    public PageContent Build(ShownEdition shown, string language, string root)
    {
        var (newsletter, words) = (shown.Newsletter, languages.Words(language));
        var composer = new PostComposer(templates.Strings.For(language), language, site.TimeZone, site.BaseUrl.IdnHost, isStyled: false);
        var posts = shown.Posts.Take(newsletter.MaxPosts).Select(post => (Ledger: post, Shown: Compose(post, composer))).ToList();
        var title = words.Fill("editionTitle", ("newsletter", newsletter.Title), ("date", archive.DayOf(shown.Edition, language)));
        var feedTitle = words.Fill("editionsOf", ("newsletter", newsletter.Title));
        var feeds = archive.FeedsOf(newsletter, options.Formats, feedTitle);
        var model = new
        {
            title,
            facts = words.Count("editionPosts", shown.Posts.Count, ("count", shown.Posts.Count.ToString("N0", CultureInfo.GetCultureInfo(language)))),
            list = "./",
            listWords = feedTitle,
            posts = posts.Select(post => Model(post.Ledger, post.Shown, language)).ToArray(),
            more = shown.Posts.Skip(newsletter.MaxPosts).Select(post => Line(post, composer, language)).ToArray(),
            removed = shown.Removed > 0 ? words.Count("editionRemoved", shown.Removed, ("count", shown.Removed.ToString("N0", CultureInfo.GetCultureInfo(language)))) : null,
            disclaimer = newsletter.Disclaimer.Length > 0 ? newsletter.Disclaimer : null,
            subscribe = root + "subscribe?newsletter=" + newsletter.Name,
        };
        return new PageContent("edition", title, model, feeds) { MaxAge = MaxAge, ImageOrigins = OriginsOf(posts.Select(post => post.Shown)) };
    }

    private DigestPost Compose(LedgerPost post, PostComposer composer)
    {
        // While a post's file is newer than what is public, its description stands for it.
        var rendered = published.Render(post);
        var composed = composer.Compose(post, rendered ?? new RenderedPost("", ""), inFull: rendered is not null);
        // Of what is retracted only the notice is shown.
        return post.Post.Retracted is null ? composed : composed with { ImageUrl = "", Sources = [] };
    }

    private object Model(LedgerPost post, DigestPost shown, string language) => new
    {
        title = shown.Title,
        titleLabel = shown.TitleLabel,
        href = shown.Url,
        lang = shown.Language,
        dir = shown.Direction,
        isRetracted = post.Post.Retracted is not null,
        isCorrected = post.Post.Retracted is null && !post.Post.Corrections.IsEmpty,
        byline = post.Post.Retracted is null ? shown.Byline : FeedListing.Day(TimeZoneInfo.ConvertTime(post.Post.Published, site.TimeZone), language),
        imageUrl = shown.ImageUrl,
        imageAlt = shown.ImageAlt,
        html = shown.Html,
        sourcesTitle = shown.SourcesTitle,
        sources = shown.Sources,
        read = shown.ReadWords,
        readLabel = shown.ReadLabel,
    };

    private static object Line(LedgerPost post, PostComposer composer, string language)
    {
        var line = composer.Title(post);
        return new
        {
            words = line.Words,
            label = line.Label,
            href = line.Url,
            lang = string.Equals(post.Post.Language, language, StringComparison.OrdinalIgnoreCase) ? null : post.Post.Language,
            dir = LanguageStrings.Direction(post.Post.Language),
            isRetracted = post.Post.Retracted is not null,
        };
    }

    /// <summary>Where the posts' pictures come from, as a Content-Security-Policy names it.</summary>
    private static IReadOnlyList<string> OriginsOf(IEnumerable<DigestPost> posts)
    {
        var sources = posts.SelectMany(post => PageImages.Of(post.Html).Append(post.ImageUrl));
        return [.. sources.Where(source => source.Length > 0).Select(source => new Uri(source).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal)];
    }
}
