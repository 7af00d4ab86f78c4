using Syndication.Feeds.Formats.Linting;

namespace Syndication.Feeds.Formats;

/// <summary>An entry in one format, as every feed holds it.</summary>
internal sealed class WrittenEntry
{
    private readonly FeedFormat format;
    private readonly byte[] document;
    private readonly Range own;
    private readonly string language;
    private readonly string tagScheme;
    private readonly KnownHtml html;
    private CheckedEntry? check;

    private WrittenEntry(FeedDocument feed, FeedFormat format, byte[] document, Range own, KnownHtml html)
    {
        (language, tagScheme) = (feed.Language, feed.TagScheme);
        (this.format, this.document, this.own, this.html) = (format, document, own, html);
    }

    /// <summary>The entry's bytes, with the white space before them.</summary>
    public ReadOnlySpan<byte> Bytes => document.AsSpan(own);

    /// <summary>What the lint says of these very bytes, read inside a document whose root is a feed's.</summary>
    public CheckedEntry Check => check ??= EntryLint.Check(document, own, format, html);

    /// <summary>Writes an entry.</summary>
    /// <param name="feed">A feed that holds it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="format">The format.</param>
    /// <param name="html">What is known of its content.</param>
    public static WrittenEntry Write(FeedDocument feed, FeedEntry entry, FeedFormat format, KnownHtml html)
    {
        Range place;
        var written = format switch
        {
            FeedFormat.Rss => RssWriter.WriteEntry(feed, entry, out place),
            FeedFormat.Atom => AtomWriter.WriteEntry(feed, entry, out place),
            _ => JsonFeedWriter.WriteEntry(feed, entry, out place),
        };
        return new WrittenEntry(feed, format, written, place, html);
    }

    /// <summary>Whether the entry is the same in another feed: all but these two is its own.</summary>
    public bool IsFor(FeedDocument feed) => feed.Language == language && feed.TagScheme == tagScheme;
}
