using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Conditional requests (RFC 9110 §13).</summary>
internal static class FeedConditions
{
    /// <summary>Whether the client already has this version: If-None-Match decides, and only without it If-Modified-Since.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="entityTag">Tag of the representation that would be sent.</param>
    /// <param name="lastModified">When the feed last changed, whole seconds.</param>
    public static bool IsNotModified(RequestHeaders headers, string entityTag, DateTimeOffset lastModified)
    {
        var tags = headers.IfNoneMatch;
        if (tags.Count == 0) return headers.IfModifiedSince is { } since && lastModified <= since;
        // §13.1.2: weak comparison, since a cache between may have weakened the tag.
        var ours = new EntityTagHeaderValue(entityTag);
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(ours, useStrongComparison: false));
    }
}
