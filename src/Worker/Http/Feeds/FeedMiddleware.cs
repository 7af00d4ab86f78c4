using Microsoft.Extensions.Primitives;

namespace Syndication.Worker.Http.Feeds;

/// <summary>
/// Answers for feeds that are in memory, before routing. It never waits:
/// what needs a file or a delta goes on to <see cref="FeedEndpoints"/>.
/// </summary>
/// <param name="next">Everything else.</param>
/// <param name="cache">The feeds in memory.</param>
/// <param name="codings">Chooses the coding.</param>
/// <param name="sender">Writes the sender.</param>
internal sealed class FeedMiddleware(RequestDelegate next, FeedCache cache, AcceptedCodings codings, FeedSender sender)
{
    private const string Prefix = "/feeds/";

    /// <summary>Answers or passes on.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.Value is not { } path || !path.StartsWith(Prefix, StringComparison.Ordinal) || !IsPlain(request)) return next(context);
        if (cache.FindKept(path.AsSpan(Prefix.Length)) is not { } feed) return next(context);
        var coding = codings.Choose(request.Headers.AcceptEncoding);
        if (sender.TryAnswerByConditions(context, feed, coding)) return Task.CompletedTask;
        return cache.FindKept(feed, coding) is { } representation ? sender.SendAsync(context, feed, representation) : next(context);
    }

    private static bool IsPlain(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && StringValues.IsNullOrEmpty(request.Headers["A-IM"]);
}
