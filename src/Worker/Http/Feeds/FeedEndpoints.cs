using System.Globalization;
using Microsoft.Net.Http.Headers;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Publishing;
using Syndication.Worker.WebSub;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Serves the files of the output folder below <c>/feeds/</c>.</summary>
internal static class FeedEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the addresses; other methods than GET and HEAD are answered with 405 and Allow by routing.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/feeds/{**path}", Methods, ServeAsync);

    private static async Task ServeAsync(HttpContext context, string path, ContentPipeline pipeline, FeedCache cache, FeedsOptions options, FeedLinkHeader links)
    {
        var coding = ContentCoding.Choose(context.Request.Headers.AcceptEncoding);
        if (!pipeline.Manifest.Files.TryGetValue(path, out var file) || cache.Find(file, coding) is not { } representation)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = context.Response.Headers;
        headers.ETag = representation.EntityTag;
        headers.LastModified = file.LastModified.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.MaxAge.TotalSeconds}");
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.Link = links.Of(path);
        headers.XContentTypeOptions = "nosniff";
        if (FeedConditions.IsNotModified(context.Request.GetTypedHeaders(), representation.EntityTag, file.LastModified))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentType = MediaTypeOf(path);
        headers.ContentLength = representation.Bytes.Length;
        if (coding.Name.Length > 0) headers.ContentEncoding = coding.Name;
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(representation.Bytes, context.RequestAborted);
    }

    private static string MediaTypeOf(string path)
    {
        foreach (var format in Enum.GetValues<FeedFormat>())
        {
            if (path.EndsWith(format.FileExtension(), StringComparison.Ordinal)) return format.ContentType();
        }

        return "text/x-opml; charset=utf-8";
    }
}
