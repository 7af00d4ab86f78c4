namespace Syndication.Feeds.Content;

/// <summary>What a post's identity is made from when its front matter states none.</summary>
public enum IdentityScheme
{
    /// <summary>A <c>tag:</c> URI (RFC 4151) of the site's host, the date and the first address.</summary>
    Tag,

    /// <summary>The first address itself, for a site whose readers already follow such a feed.</summary>
    Url,
}
