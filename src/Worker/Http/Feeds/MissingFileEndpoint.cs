using Syndication.Feeds.Ledger;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Pages;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Answers addresses below <c>/feeds/</c> that have no file: the pages of feeds, else what <see cref="MissingFeed"/> says.</summary>
internal static class MissingFileEndpoint
{
    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">The path below <c>/feeds/</c>, decoded.</param>
    public static Task AnswerAsync(HttpContext context, string path)
    {
        var services = context.RequestServices;
        var pipeline = services.GetRequiredService<ContentPipeline>();
        if (pipeline.Ledger.Feeds.TryGetValue(path.TrimEnd('/'), out var feed) && feed.IsLive)
        {
            return ShowAsync(context, feed, path, services);
        }

        return MissingFeed.AnswerAsync(context, path, pipeline, services.GetRequiredService<FeedsOptions>());
    }

    private static Task ShowAsync(HttpContext context, LedgerFeed feed, string path, IServiceProvider services)
    {
        // One address for the page; a static server adds the slash, this one takes it away.
        if (path.EndsWith('/')) return Results.Redirect("../" + Uri.EscapeDataString(feed.Path.Split('/')[^1]), permanent: true).ExecuteAsync(context);
        var language = services.GetRequiredService<PageLanguages>().Choose(context.Request);
        var page = services.GetRequiredService<FeedPage>().Build(feed, language, PageRenderer.Root(context.Request.Path) + "feeds/");
        return services.GetRequiredService<PageRenderer>().Render(page.Template, language, page.Title, page.Model, alternates: page.Alternates).ExecuteAsync(context);
    }
}
