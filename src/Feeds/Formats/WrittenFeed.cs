using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>A feed's bytes before they are published, in a buffer that is given back when this is disposed.</summary>
public sealed class WrittenFeed : IDisposable
{
    private readonly FeedBuffer output;

    private WrittenFeed(FeedBuffer output, FeedFormat format, Range between, IReadOnlyList<WrittenEntry> entries) =>
        (this.output, Format, Between, Entries) = (output, format, between, entries);

    /// <summary>The whole document.</summary>
    public ReadOnlyMemory<byte> Bytes => output.Written;

    /// <summary>What it is.</summary>
    public FeedFormat Format { get; }

    /// <summary>Where the entries stand; what is before and behind is the frame.</summary>
    internal Range Between { get; }

    /// <summary>The entries, in the order in which they stand there.</summary>
    internal IReadOnlyList<WrittenEntry> Entries { get; }

    /// <summary>Writes a feed: its frame, and inside it the entries, each as it is in every feed.</summary>
    /// <param name="document">The feed; it must hold its own address in <paramref name="format"/>.</param>
    /// <param name="format">The format.</param>
    /// <param name="entries">The entries that are written already, and those that will be.</param>
    public static WrittenFeed Write(FeedDocument document, FeedFormat format, WrittenEntries entries)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(entries);
        var written = document.Entries.Select(entry => entries.Get(document, entry, format)).ToList();
        var buffer = new FeedBuffer(SyndicationFeedBuilder.Capacity(document.Entries));
        var between = format switch
        {
            FeedFormat.Rss => RssWriter.WriteFrame(document, written, buffer),
            FeedFormat.Atom => AtomWriter.WriteFrame(document, written, buffer),
            FeedFormat.Json => JsonFeedWriter.WriteFrame(document, written, buffer),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        return new WrittenFeed(buffer, format, between, written);
    }

    /// <summary>Why this must not be published, or null.</summary>
    public string? Fault()
    {
        var fault = FeedLint.Check(this).FirstOrDefault(finding => finding.Severity == ProblemSeverity.Error);
        return fault is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rule {fault.Rule}: {fault.Message}");
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
