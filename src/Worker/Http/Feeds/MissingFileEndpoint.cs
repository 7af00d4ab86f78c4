using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Answers addresses below <c>/feeds/</c> that have no file: pages of feeds, what retired feeds left, else 404.</summary>
internal static class MissingFileEndpoint
{
    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The path below <c>/feeds/</c>, decoded.</param>
    public static async Task AnswerAsync(HttpContext context, string path)
    {
        var services = context.RequestServices;
        var pipeline = services.GetRequiredService<ContentPipeline>();
        var options = services.GetRequiredService<FeedsOptions>();
        if (pipeline.Ledger.Feeds.TryGetValue(path.TrimEnd('/'), out var feed) && feed.IsLive)
        {
            await ShowAsync(context, feed, path, services);
            return;
        }

        var answer = RetiredFeeds.Find(path, pipeline.Ledger, pipeline.Manifest, options);
        context.Response.StatusCode = answer?.Status ?? StatusCodes.Status404NotFound;
        if (answer is null) return;
        context.Response.Headers.CacheControl = "no-cache";
        if (answer.Path is { } target) context.Response.Headers.Location = FeedFiles.UrlOf(options, target);
    }

    private static Task ShowAsync(HttpContext context, Syndication.Feeds.Ledger.LedgerFeed feed, string path, IServiceProvider services)
    {
        // One address for the page; a static server adds the slash, this one takes it away.
        if (path.EndsWith('/')) return Results.Redirect("../" + Uri.EscapeDataString(feed.Path.Split('/')[^1]), permanent: true).ExecuteAsync(context);
        var language = services.GetRequiredService<PageLanguages>().Choose(context.Request);
        var page = services.GetRequiredService<FeedPage>().Build(feed, language, PageRenderer.Root(context.Request.Path) + "feeds/");
        return services.GetRequiredService<PageRenderer>().Render(page.Template, language, page.Title, page.Model, alternates: page.Alternates).ExecuteAsync(context);
    }
}
