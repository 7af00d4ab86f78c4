using System.Globalization;

namespace Syndication.Feeds.Formats;

/// <summary>Dates as the formats write them.</summary>
internal static class FeedDate
{
    /// <summary>RSS: RFC 822 with <c>GMT</c>, whole seconds.</summary>
    public static string Rfc822(DateTimeOffset date) => date.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>JSON Feed: RFC 3339 with milliseconds.</summary>
    public static string Rfc3339(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The later of the two, in UTC: nothing is changed before it is published.</summary>
    public static DateTimeOffset Updated(FeedEntry entry) =>
        (entry.Updated < entry.Published ? entry.Published : entry.Updated).ToUniversalTime();

    /// <summary>The newest of a feed's entries; for an empty feed, when it last changed.</summary>
    public static DateTimeOffset Updated(FeedDocument document)
    {
        if (document.Entries.IsEmpty)
            return document.Updated.ToUniversalTime();
        var newest = DateTimeOffset.MinValue;
        foreach (var entry in document.Entries)
        {
            var updated = Updated(entry);
            newest = updated > newest ? updated : newest;
        }
        return newest;
    }
}
