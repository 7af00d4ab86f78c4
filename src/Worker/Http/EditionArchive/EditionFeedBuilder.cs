using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>Puts the archive's feeds together: an entry for each edition, with its posts by title and description; the posts' own feeds have their texts.</summary>
/// <param name="archive">The editions.</param>
/// <param name="site">The site.</param>
/// <param name="options">The formats.</param>
/// <param name="languages">The words, in the site's language.</param>
internal sealed class EditionFeedBuilder(PastEditions archive, SiteOptions site, FeedsOptions options, PageLanguages languages)
{
    private const int MostEntries = 30;

    /// <summary>The feed of a newsletter's editions, or of all.</summary>
    public async Task<FeedDocument> BuildAsync(NewsletterOptions? newsletter, CancellationToken cancellationToken)
    {
        var (editions, _) = await archive.ListAsync(newsletter is null ? archive.Newsletters : [newsletter], 0, MostEntries, cancellationToken);
        var language = languages.Offered[0];
        var words = languages.Words(language);
        var title = newsletter is null ? $"{site.Title}: {words["editionsTitle"]}" : words.Fill("editionsOf", ("newsletter", newsletter.Title));
        ImmutableArray<FeedEntry> entries = [.. editions.Select(edition => EntryOf(edition, language, words))];
        return new FeedDocument
        {
            Id = IdOf(newsletter?.Name),
            Title = title,
            Description = newsletter is { Description.Length: > 0 } ? newsletter.Description : words["editionsLead"],
            Language = language,
            SiteUrl = site.BaseUrl.AbsoluteUri,
            PageUrl = archive.UrlOf(newsletter is null ? "" : newsletter.Name + "/"),
            SelfUrls = options.Formats.ToImmutableSortedDictionary(format => format, format => archive.UrlOf(PastEditions.PathOf(newsletter, format))),
            // Nothing was sent yet: a time that never moves, so that the bytes do not.
            Updated = entries.IsEmpty ? DateTimeOffset.UnixEpoch : entries.Max(entry => entry.Updated),
            Author = site.Author,
            ImageUrl = site.Image?.AbsoluteUri,
            LicenseUrl = site.License?.AbsoluteUri,
            TagScheme = FeedFiles.UrlOf(options, "tags/"),
            Entries = entries,
        };
    }

    private FeedEntry EntryOf(ShownEdition shown, string language, PageWords words)
    {
        var edition = shown.Edition;
        var number = edition.Number.ToString(CultureInfo.InvariantCulture);
        return new FeedEntry
        {
            Id = IdOf($"{edition.Newsletter}/{number}"),
            Url = archive.UrlOf($"{edition.Newsletter}/{number}"),
            Title = words.Fill("editionTitle", ("newsletter", shown.Newsletter.Title), ("date", archive.DayOf(edition, language))),
            Published = edition.SentAt,
            Updated = shown.Updated,
            Language = language,
            Summary = string.Join(" · ", shown.Posts.Select(post => post.Post.Title)),
            ContentHtml = ContentOf(shown, words),
            Authors = site.Author is { } author ? [author] : [],
        };
    }

    private static string ContentOf(ShownEdition shown, PageWords words)
    {
        var html = new StringBuilder();
        foreach (var post in shown.Posts.Select(post => post.Post))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2><a href=\"{Encode(post.Url)}\">{Encode(post.Title)}</a></h2>\n");
            var note = post.Retracted is not null ? words["feedRetracted"] : post.Corrections.IsEmpty ? null : words["editionCorrected"];
            var text = post.Retracted ?? string.Join(' ', post.Corrections.Select(correction => correction.Text).Append(post.Description));
            html.Append("<p>").Append(note is null ? "" : $"<strong>{Encode(note)}</strong>. ").Append(Encode(text)).Append("</p>\n");
        }

        if (shown.Removed > 0) html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(words.Count("editionRemoved", shown.Removed, ("count", shown.Removed.ToString(CultureInfo.InvariantCulture))))}</p>\n");
        return html.ToString();
    }

    private string IdOf(string? name) => $"tag:{site.BaseUrl.IdnHost},2026:editions{(name is null ? "" : "/" + name)}";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
