namespace Syndication.Feeds.Formats;

/// <summary>Writes a feed in any of its formats.</summary>
public static class FeedWriter
{
    /// <summary>The bytes of a feed: the same for the same document, on every run, culture, time zone and system.</summary>
    /// <param name="document">The feed; it must hold its own address in <paramref name="format"/>.</param>
    /// <param name="format">The format.</param>
    public static byte[] Write(FeedDocument document, FeedFormat format)
    {
        using var feed = WrittenFeed.Write(document, format, new WrittenEntries());
        return feed.Bytes.ToArray();
    }
}
