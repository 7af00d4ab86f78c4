using System.Globalization;
using System.Security.Cryptography;
using Syndication.Feeds.Formats;
using Syndication.Worker.Http.Feeds;

namespace Syndication.Worker.Http.EditionArchive;

/// <summary>A feed of editions on its way to a reader.</summary>
/// <param name="document">The feed.</param>
/// <param name="format">Its format.</param>
/// <param name="maxAge">How long caches may keep it.</param>
internal sealed class EditionFeedResult(FeedDocument document, FeedFormat format, TimeSpan maxAge) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var (request, response) = (httpContext.Request, httpContext.Response);
        var bytes = FeedWriter.Write(document, format);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
        var headers = response.Headers;
        headers.ETag = tag;
        headers.LastModified = document.Updated.ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)maxAge.TotalSeconds}");
        headers.XContentTypeOptions = "nosniff";
        // By the tag alone: an edition may be taken in within the second of the last one.
        if (FeedConditions.Judge(request.Headers, tag, DateTimeOffset.MaxValue) is var precondition and not Precondition.Met)
        {
            response.StatusCode = precondition == Precondition.NotModified ? StatusCodes.Status304NotModified : StatusCodes.Status412PreconditionFailed;
            return;
        }

        response.ContentType = format.ContentType();
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(request.Method)) await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
