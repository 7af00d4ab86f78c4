using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>The writer of each format, and the gate that none of them may fail.</summary>
public sealed class FeedWriters
{
    private readonly RssWriter rss = new();
    private readonly AtomWriter atom = new();
    private readonly JsonFeedWriter json = new();

    /// <summary>The document's bytes in a format.</summary>
    public byte[] Write(FeedDocument document, FeedFormat format) => format switch
    {
        FeedFormat.Rss => rss.Write(document),
        FeedFormat.Atom => atom.Write(document),
        _ => json.Write(document),
    };

    /// <summary>Why these bytes must not be published, or null.</summary>
    public string? Gate(byte[] bytes, FeedFormat format)
    {
        var fault = FeedLint.Check(bytes, format).FirstOrDefault(finding => finding.Severity == LintSeverity.Error);
        return fault is null ? null : $"rule {fault.Rule}: {fault.Message}";
    }
}
