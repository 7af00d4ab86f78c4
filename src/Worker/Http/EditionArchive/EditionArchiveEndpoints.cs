using System.Globalization;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary><c>/editions/</c>: past editions of the newsletters with <c>Archive</c>, for everybody, with feeds of their own.</summary>
internal static class EditionArchiveEndpoints
{
    private const int MostPages = 100_000;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds what the pages need; needs what <c>AddSyndication</c> and <c>AddPages</c> add.</summary>
    public static IServiceCollection AddEditionArchive(this IServiceCollection services) =>
        services.AddSingleton<PastEditions>().AddSingleton<EditionListPage>().AddSingleton<EditionPage>().AddSingleton<EditionFeedBuilder>();

    /// <summary>Adds the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes, FeedsOptions options)
    {
        var group = routes.MapGroup("/editions").AddEndpointFilter<DatabaseTroubleFilter>();
        group.MapMethods("/", Reading, (HttpContext context, PastEditions archive) => ListAsync(context, archive, null));
        group.MapMethods("/{newsletter}", Reading, (HttpContext context, string newsletter, PastEditions archive) =>
            archive.Find(newsletter) is { } found ? ListAsync(context, archive, found) : Task.FromResult(Missing(context)));
        group.MapMethods("/{newsletter}/{number:long}", Reading, ShowAsync);
        foreach (var format in options.Formats)
        {
            group.MapMethods("/feed" + format.FileExtension(), Reading, (HttpContext context, PastEditions archive) => FeedAsync(context, archive, null, format));
            group.MapMethods("/{newsletter}/feed" + format.FileExtension(), Reading, (HttpContext context, string newsletter, PastEditions archive) =>
                archive.Find(newsletter) is { } found ? FeedAsync(context, archive, found, format) : Task.FromResult(Missing(context)));
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, PastEditions archive, NewsletterOptions? newsletter)
    {
        if (archive.Newsletters.Count == 0) return Missing(context);
        var path = context.Request.Path.Value!;
        // Routing takes the address without its slash too, but the page's relative addresses do not.
        if (!path.EndsWith('/')) return Results.Redirect(path[(path.LastIndexOf('/') + 1)..] + "/", permanent: true);
        var asked = context.Request.Query["page"].ToString();
        var number = 1;
        if (asked.Length > 0 && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= MostPages)) return Missing(context);
        var (pages, languages) = PagesOf(context);
        var language = languages.Choose(context.Request);
        var list = context.RequestServices.GetRequiredService<EditionListPage>();
        var page = await list.BuildAsync(newsletter, number, language, PageRenderer.Root(context.Request.Path), context.RequestAborted);
        return page is null ? Missing(context) : pages.Render(page, language);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string newsletter, long number, PastEditions archive, EditionPage edition)
    {
        if (await archive.FindAsync(newsletter, number, context.RequestAborted) is not { } shown) return Missing(context);
        var (pages, languages) = PagesOf(context);
        var language = languages.Choose(context.Request);
        return pages.Render(edition.Build(shown, language, PageRenderer.Root(context.Request.Path)), language);
    }

    private static async Task<IResult> FeedAsync(HttpContext context, PastEditions archive, NewsletterOptions? newsletter, FeedFormat format)
    {
        if (archive.Newsletters.Count == 0) return Missing(context);
        var services = context.RequestServices;
        var document = await services.GetRequiredService<EditionFeedBuilder>().BuildAsync(newsletter, context.RequestAborted);
        return new EditionFeedResult(document, format, services.GetRequiredService<FeedsOptions>().MaxAge);
    }

    private static (PageRenderer Pages, PageLanguages Languages) PagesOf(HttpContext context) =>
        (context.RequestServices.GetRequiredService<PageRenderer>(), context.RequestServices.GetRequiredService<PageLanguages>());

    private static IResult Missing(HttpContext context) => context.RequestServices.GetRequiredService<NoticePages>().Show(
        "editionMissing", PagesOf(context).Languages.Choose(context.Request), StatusCodes.Status404NotFound);
}
