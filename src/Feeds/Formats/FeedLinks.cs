namespace Syndication.Feeds.Formats;

/// <summary>The links that say what a feed belongs to; in Atom its own elements, in RSS Atom's.</summary>
internal static class FeedLinks
{
    /// <summary>The links of a document in one of its formats, in the order in which they are written.</summary>
    public static IEnumerable<FeedLink> Of(FeedDocument document, FeedFormat format)
    {
        yield return new FeedLink("self", document.SelfUrls[format], format.MediaType());
        foreach (var hub in document.Hubs)
            yield return new FeedLink("hub", hub);
        // Atom has no other place for the site's address.
        if ((document.PageUrl ?? (format == FeedFormat.Atom ? document.SiteUrl : null)) is { } page)
            yield return new FeedLink("alternate", page, "text/html");
        if (document.LicenseUrl is not null)
            yield return new FeedLink("license", document.LicenseUrl);
        if (document.Archive?.CurrentUrls.GetValueOrDefault(format) is { } current)
            yield return new FeedLink("current", current, format.MediaType());
        if (document.PreviousArchiveUrls.GetValueOrDefault(format) is { } previous)
            yield return new FeedLink("prev-archive", previous, format.MediaType());
        if (document.Archive?.NextUrls.GetValueOrDefault(format) is { } next)
            yield return new FeedLink("next-archive", next, format.MediaType());
    }
}
