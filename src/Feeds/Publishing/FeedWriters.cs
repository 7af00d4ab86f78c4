using Syndication.Feeds.Content;
using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>The writer of each format, and the gate that none of them may fail.</summary>
public static class FeedWriters
{
    /// <summary>The document's bytes in a format.</summary>
    public static byte[] Write(FeedDocument document, FeedFormat format) => format switch
    {
        FeedFormat.Rss => RssWriter.Write(document),
        FeedFormat.Atom => AtomWriter.Write(document),
        _ => JsonFeedWriter.Write(document),
    };

    /// <summary>Why these bytes must not be published, or null.</summary>
    public static string? Gate(byte[] bytes, FeedFormat format)
    {
        var fault = FeedLint.Check(bytes, format).FirstOrDefault(finding => finding.Severity == ProblemSeverity.Error);
        return fault is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rule {fault.Rule}: {fault.Message}");
    }
}
