using System.Globalization;
using Syndication.Feeds.Content.Fields;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content;

/// <summary>What a post is called for life when nothing else has named it yet.</summary>
public static class PostIdentity
{
    /// <summary>
    /// The identity that the front matter states; else the post's address or, with <see cref="IdentityScheme.Tag"/>, a <c>tag:</c> URI (RFC 4151)
    /// of the site's host, the day of publication in UTC and the path of the address. A function of its arguments alone.
    /// </summary>
    public static string New(Post post, SiteOptions site, ContentOptions content) => New(post, new SiteAddress(site).Host, content);

    /// <inheritdoc cref="New(Post, SiteOptions, ContentOptions)"/>
    internal static string New(Post post, string host, ContentOptions content)
    {
        ArgumentNullException.ThrowIfNull(post);
        ArgumentNullException.ThrowIfNull(content);
        if (post.StatedId is { } stated) return stated;
        if (content.Identity == IdentityScheme.Url) return post.Url;
        var start = post.Url.IndexOf('/', post.Url.IndexOf("://", StringComparison.Ordinal) + 3);
        var path = start < 0 ? "/" : post.Url[start..];
        return string.Create(CultureInfo.InvariantCulture, $"tag:{host},{post.Published.UtcDateTime:yyyy-MM-dd}:{(path.Length > 1 ? path.TrimEnd('/') : path)}");
    }

    /// <summary>A stated identity as a URI: as it is, or as a <c>tag:</c> URI of the site's host and the year of publication; null where nothing is stated.</summary>
    internal static string? Stated(string? id, DateTimeOffset published, string host)
    {
        id = id is null ? "" : PlainText.Fold(id);
        if (id.Length == 0) return null;
        var isUri = AddressResolver.SchemeLength(id) is > 0 and var length && length + 1 < id.Length && !id.Any(char.IsWhiteSpace);
        return isUri
            ? PercentEncoding.EncodeUri(id)
            : string.Create(CultureInfo.InvariantCulture, $"tag:{host},{published.UtcDateTime.Year:D4}:{PercentEncoding.Encode(id, PercentEncoding.Path)}");
    }
}
