using System.Globalization;
using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Templates;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>The page that lists past editions.</summary>
/// <param name="archive">The editions.</param>
/// <param name="options">The formats of their feed.</param>
/// <param name="languages">The words.</param>
internal sealed class EditionListPage(PastEditions archive, FeedsOptions options, PageLanguages languages)
{
    private const int PageSize = 20;
    private const int TitlesShown = 6;
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>The page, or null where the number is of none.</summary>
    /// <param name="newsletter">Of this newsletter alone, or null for all.</param>
    /// <param name="number">The page's number, from 1.</param>
    /// <param name="language">BCP 47 tag of a language that has words.</param>
    /// <param name="root">What leads to the service's root.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    public async Task<PageContent?> BuildAsync(NewsletterOptions? newsletter, int number, string language, string root, CancellationToken cancellationToken)
    {
        var shown = newsletter is null ? archive.Newsletters : [newsletter];
        var (editions, total) = await archive.ListAsync(shown, (number - 1) * PageSize, PageSize, cancellationToken);
        if (editions.Count == 0 && number > 1) return null;
        var words = languages.Words(language);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var title = newsletter is null ? words["editionsTitle"] : words.Fill("editionsOf", ("newsletter", newsletter.Title));
        var feeds = archive.FeedsOf(newsletter, options.Formats, title);
        var model = new
        {
            title,
            editions = editions.Select(edition => Entry(edition, newsletter is null && archive.Newsletters.Count > 1, newsletter is null, language)).ToArray(),
            none = total == 0,
            feeds,
            newer = number > 1 ? PageAddress(number - 1) : null,
            older = number < pages ? PageAddress(number + 1) : null,
            position = words.Fill("editionsPage", ("page", Say(number, language)), ("pages", Say(pages, language))),
            isPaged = pages > 1,
            subscribe = root + "subscribe" + (newsletter is null ? "" : "?newsletter=" + newsletter.Name),
            all = newsletter is not null && archive.Newsletters.Count > 1 ? root + "editions/" : null,
        };
        return new PageContent("editions", title, model, feeds) { MaxAge = MaxAge };
    }

    private object Entry(ShownEdition shown, bool withNewsletter, bool isBelow, string language)
    {
        var (edition, words) = (shown.Edition, languages.Words(language));
        var day = archive.DayOf(edition, language);
        var more = shown.Posts.Count - TitlesShown;
        return new
        {
            name = withNewsletter ? words.Fill("editionTitle", ("newsletter", shown.Newsletter.Title), ("date", day)) : day,
            href = string.Create(CultureInfo.InvariantCulture, $"{(isBelow ? edition.Newsletter + "/" : "")}{edition.Number}"),
            facts = string.Join(" · ", Facts(shown, words, language)),
            titles = shown.Posts.Take(TitlesShown).Select(post => Title(post, language)).ToArray(),
            more = more > 0 ? words.Count("editionMore", more, ("count", Say(more, language))) : null,
        };
    }

    private static IEnumerable<string> Facts(ShownEdition shown, PageWords words, string language)
    {
        if (shown.Newsletter.Schedules.Length > 1 && shown.Newsletter.FindSchedule(shown.Edition.Schedule) is { } schedule) yield return words.Schedule(schedule.Name);
        yield return words.Count("editionPosts", shown.Posts.Count, ("count", Say(shown.Posts.Count, language)));
    }

    private static object Title(LedgerPost post, string language) => new
    {
        title = post.Post.Title,
        lang = string.Equals(post.Post.Language, language, StringComparison.OrdinalIgnoreCase) ? null : post.Post.Language,
        dir = LanguageStrings.Direction(post.Post.Language),
        isRetracted = post.Post.Retracted is not null,
        isCorrected = post.Post.Retracted is null && !post.Post.Corrections.IsEmpty,
    };

    private static string PageAddress(int number) => string.Create(CultureInfo.InvariantCulture, $"?page={number}");

    private static string Say(int number, string language) => number.ToString("N0", CultureInfo.GetCultureInfo(language));
}
