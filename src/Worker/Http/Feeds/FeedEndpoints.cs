using Microsoft.Net.Http.Headers;
using Syndication.Worker.Http.Readers;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Serves the files of the output folder below <c>/feeds/</c>, as far as <see cref="FeedMiddleware"/> did not have them in memory.</summary>
internal static class FeedEndpoints
{
    private const string Manipulation = "feed";

    /// <summary>Adds what serves feeds; needs the pipeline.</summary>
    public static IServiceCollection AddFeedServing(this IServiceCollection services) => services
        .AddSingleton<FeedVersions>().AddSingleton<FeedCache>().AddSingleton<FeedDeltas>().AddSingleton<AcceptedCodings>().AddSingleton<FeedSender>()
        .AddSingleton<ReaderAgents>().AddSingleton<EarlyRequests>().AddSingleton<FeedReadings>();

    /// <summary>Maps the addresses.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.Map("/feeds/{**path}", ServeAsync);

    private static Task ServeAsync(
        HttpContext context, string? path, FeedCache cache, AcceptedCodings codings, FeedDeltas deltas, FeedSender sender)
    {
        var isGet = HttpMethods.IsGet(context.Request.Method);
        if (!isGet && !HttpMethods.IsHead(context.Request.Method)) return MissingFeed.AnswerOtherMethodAsync(context);
        if (cache.Find(path ?? "") is not { } feed) return MissingFileEndpoint.AnswerAsync(context, path ?? "");
        var coding = codings.Choose(context.Request.Headers.AcceptEncoding);
        if (sender.TryAnswerByConditions(context, feed, coding)) return Task.CompletedTask;
        if (isGet && WantsDelta(context.Request.Headers) && deltas.Find(feed, coding, EntityTags.Read(context.Request.Headers.IfNoneMatch)) is { } delta)
        {
            return sender.SendAsync(context, feed, delta);
        }

        return cache.Load(feed, coding) is { } representation ? sender.SendAsync(context, feed, representation) : MissingFeed.AnswerUnreadableAsync(context);
    }

    /// <summary>RFC 3229 §10.5.3: the manipulations that a client takes, with qualities.</summary>
    private static bool WantsDelta(IHeaderDictionary headers) =>
        headers.IfNoneMatch.Count > 0 && StringWithQualityHeaderValue.TryParseList(headers["A-IM"], out var accepted)
        && accepted.Any(value => value.Value.Equals(Manipulation, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);
}
