using Syndication.Worker.Http.Pages;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Http.Feeds;

/// <summary><c>/feeds/</c>: every feed, for people.</summary>
internal static class FeedPageEndpoints
{
    /// <summary>Maps the page; <c>/feeds</c> and <c>/</c> lead to it.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/feeds/", [HttpMethods.Get, HttpMethods.Head], Show);
        // Relative, since a proxy may serve the service below a path.
        routes.MapGet("/", () => Results.Redirect("feeds/"));
    }

    private static IResult Show(HttpContext context, PageRenderer pages, PageLanguages languages, FeedListPage list, IReadOnlyList<NewsletterOptions> newsletters)
    {
        // Routing takes /feeds for /feeds/, but the page's relative addresses do not.
        if (!context.Request.Path.Value!.EndsWith('/')) return Results.Redirect("feeds/", permanent: true);
        var language = languages.Choose(context.Request);
        var page = list.Build(language, newsletters.Count == 0 ? null : PageRenderer.Root(context.Request.Path) + "subscribe");
        return pages.Render(page.Template, language, page.Title, page.Model, alternates: page.Alternates);
    }
}
