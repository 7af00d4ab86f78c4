using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Conditional requests (RFC 9110 §13).</summary>
internal static class FeedConditions
{
    /// <summary>Judges the conditions in the order of §13.2.2; a date counts only where there is no tag of its kind, and a malformed one not at all.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="entityTag">Tag of the representation that would be sent.</param>
    /// <param name="lastModified">When the feed last changed, whole seconds.</param>
    public static Precondition Judge(IHeaderDictionary headers, string entityTag, DateTimeOffset lastModified)
    {
        var match = headers.IfMatch;
        if (match.Count > 0)
        {
            if (!EntityTags.Contain(match, entityTag, strong: true)) return Precondition.Failed;
        }
        else if (DateOf(headers.IfUnmodifiedSince) is { } unmodifiedSince && lastModified > unmodifiedSince)
        {
            return Precondition.Failed;
        }

        var noneMatch = headers.IfNoneMatch;
        // §13.1.2: weak comparison, since a cache between may have weakened the tag.
        if (noneMatch.Count > 0) return EntityTags.Contain(noneMatch, entityTag, strong: false) ? Precondition.NotModified : Precondition.Met;
        return DateOf(headers.IfModifiedSince) is { } since && lastModified <= since ? Precondition.NotModified : Precondition.Met;
    }

    /// <summary>§13.1.3: a value that is no date, or that comes twice, is ignored.</summary>
    private static DateTimeOffset? DateOf(StringValues values) =>
        values.Count == 1 && HeaderUtilities.TryParseDate(values[0] ?? "", out var date) ? date : null;
}
