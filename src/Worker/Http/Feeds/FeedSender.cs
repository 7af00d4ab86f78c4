using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Http.Readers;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Answers about one feed: header values are made once, and nothing here waits but for the network.</summary>
internal sealed class FeedSender
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues VaryByCoding = HeaderNames.AcceptEncoding;
    // RFC 3229 §10.8.3: a cache that does not know deltas must not store them; one that does goes by "im".
    private static readonly StringValues VaryByDelta = "Accept-Encoding, A-IM, If-None-Match";
    private static readonly StringValues FeedManipulation = "feed";

    private readonly FeedReadings readings;
    private readonly StringValues cacheControl;
    private readonly StringValues deltaCacheControl;

    /// <summary>Makes the header values that all feeds share.</summary>
    public FeedSender(FeedsOptions options, FeedReadings readings)
    {
        this.readings = readings;
        var age = ((long)options.MaxAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        (cacheControl, deltaCacheControl) = ($"public, max-age={age}", $"no-store, im, max-age={age}");
    }

    /// <summary>Answers where the request's conditions leave nothing to send, and says whether that is so.</summary>
    public bool TryAnswerByConditions(HttpContext context, ServedFeed feed, ContentCoding coding)
    {
        var tag = feed.EntityTag(coding);
        var precondition = FeedConditions.Judge(context.Request.Headers, tag.ToString(), feed.File.LastModified);
        if (precondition == Precondition.Met) return false;
        SetHeaders(context.Response.Headers, feed, tag);
        context.Response.StatusCode = precondition == Precondition.NotModified ? StatusCodes.Status304NotModified : StatusCodes.Status412PreconditionFailed;
        if (precondition == Precondition.NotModified) readings.Add(context, feed.File.Path, isNotModified: true, 0, feed.File.Length);
        return true;
    }

    /// <summary>Sends the feed.</summary>
    public Task SendAsync(HttpContext context, ServedFeed feed, FeedRepresentation representation)
    {
        SetHeaders(context.Response.Headers, feed, representation.EntityTag);
        return SendBodyAsync(context, feed, representation);
    }

    /// <summary>Sends the part of a feed that the reader lacks.</summary>
    public Task SendAsync(HttpContext context, ServedFeed feed, FeedDelta delta)
    {
        context.Response.StatusCode = StatusCodes.Status226IMUsed;
        var headers = context.Response.Headers;
        SetHeaders(headers, feed, delta.Representation.EntityTag);
        headers["IM"] = FeedManipulation;
        headers["Delta-Base"] = delta.Base;
        headers.CacheControl = deltaCacheControl;
        headers.Vary = VaryByDelta;
        return SendBodyAsync(context, feed, delta.Representation);
    }

    private void SetHeaders(IHeaderDictionary headers, ServedFeed feed, StringValues entityTag)
    {
        headers.ETag = entityTag;
        headers.LastModified = feed.LastModified;
        headers.Link = feed.Link;
        headers.CacheControl = cacheControl;
        headers.Vary = VaryByCoding;
        headers.XContentTypeOptions = NoSniff;
    }

    private Task SendBodyAsync(HttpContext context, ServedFeed feed, FeedRepresentation representation)
    {
        var headers = context.Response.Headers;
        headers.ContentType = feed.ContentType;
        headers.ContentLength = representation.Bytes.Length;
        if (representation.Coding.Name.Length > 0) headers.ContentEncoding = representation.Coding.Name;
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            representation.Buffer?.Dispose();
            return Task.CompletedTask;
        }

        readings.Add(context, feed.File.Path, isNotModified: false, representation.Bytes.Length, representation.PlainLength);
        var sending = context.Response.Body.WriteAsync(representation.Bytes, context.RequestAborted).AsTask();
        return representation.Buffer is { } buffer ? DisposeAfterAsync(sending, buffer) : sending;
    }

    private static async Task DisposeAfterAsync(Task sending, PooledFile buffer)
    {
        using (buffer) await sending;
    }
}
