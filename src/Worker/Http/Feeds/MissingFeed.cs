using System.Text;
using Syndication.Feeds.Publishing;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Answers below <c>/feeds/</c> that are no feed.</summary>
internal static class MissingFeed
{
    private const string RetrySeconds = "60";

    /// <summary>Nothing of this name is public: a retired feed leads to the one that took its place, or is gone for good.</summary>
    public static Task AnswerAsync(HttpContext context, string path, ContentPipeline pipeline, FeedsOptions options)
    {
        if (RetiredFeeds.Find(path, pipeline.Ledger, pipeline.Manifest, options) is not { } found)
        {
            return WriteAsync(context, StatusCodes.Status404NotFound, "There is no such feed. /feeds/ lists those that are.\n");
        }

        if (found.Path is null) return WriteAsync(context, found.Status, "This feed is gone for good. /feeds/ lists those that are.\n");
        context.Response.Headers.Location = FeedFiles.UrlOf(options, found.Path);
        return WriteAsync(context, found.Status, "This feed has moved.\n");
    }

    /// <summary>The file is public but cannot be read just now.</summary>
    public static Task AnswerUnreadableAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetrySeconds;
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "The feed cannot be read just now.\n");
    }

    /// <summary>Feeds are only read.</summary>
    public static Task AnswerOtherMethodAsync(HttpContext context)
    {
        context.Response.Headers.Allow = $"{HttpMethods.Get}, {HttpMethods.Head}";
        return WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Feeds can be read with GET and HEAD.\n");
    }

    private static async Task WriteAsync(HttpContext context, int status, string text)
    {
        var (response, body) = (context.Response, Encoding.UTF8.GetBytes(text));
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
