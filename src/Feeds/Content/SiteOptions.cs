namespace Syndication.Feeds.Content;

/// <summary>The site whose posts are syndicated (section <c>Site</c>).</summary>
public sealed record SiteOptions
{
    /// <summary>The site's name: the title of the feed of everything.</summary>
    public string Title { get; init; } = "";

    /// <summary>One sentence on what the site is about.</summary>
    public string Description { get; init; } = "";

    /// <summary>The site's own absolute address, http or https, without a trailing slash; posts' links are joined to it.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>BCP 47 tag of posts that name no language.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Zone of dates that name none.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether posts' addresses end in a slash.</summary>
    public TrailingSlash TrailingSlash { get; init; } = TrailingSlash.AsIs;

    /// <summary>Author of posts that name none.</summary>
    public Author? Author { get; init; }

    /// <summary>Absolute address of the feeds' image, if any.</summary>
    public Uri? Image { get; init; }

    /// <summary>Absolute address of the licence of the content (RFC 4946), if any.</summary>
    public Uri? License { get; init; }
}
