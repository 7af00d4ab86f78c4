using Syndication.Feeds.Content;

namespace Syndication.Feeds.Publishing;

/// <summary>All that feeds are made of beside posts: another value of any makes all feeds afresh.</summary>
/// <param name="Program">The version of the program.</param>
/// <param name="Feeds">Which feeds exist, without what changes no byte of theirs.</param>
/// <param name="Title">The site's title.</param>
/// <param name="Description">What the site says of itself.</param>
/// <param name="BaseUrl">The site's address.</param>
/// <param name="Language">BCP 47 tag of the site's language.</param>
/// <param name="TrailingSlash">How its addresses end.</param>
/// <param name="Author">Its author.</param>
/// <param name="Image">Its picture.</param>
/// <param name="License">Its licence.</param>
internal sealed record FeedSettings(
    Guid Program, FeedsOptions Feeds, string Title, string Description, Uri BaseUrl, string Language, TrailingSlash TrailingSlash, Author? Author, Uri? Image, Uri? License)
{
    /// <summary>The settings in force.</summary>
    public static FeedSettings Of(FeedsOptions options, SiteOptions site) => new(
        typeof(FeedSettings).Assembly.ManifestModule.ModuleVersionId,
        options with { OutputFolder = "", MaxAge = default, MemoryLimit = 0, Precompress = [] },
        site.Title, site.Description, site.BaseUrl, site.Language, site.TrailingSlash, site.Author, site.Image, site.License);
}
