using System.Collections.Concurrent;

namespace Syndication.Feeds.Formats;

/// <summary>Keeps entries as the formats write them, since the same entry stands in several feeds. Serves all threads.</summary>
public sealed class WrittenEntries
{
    private readonly ConcurrentDictionary<FeedEntry, Forms> kept = new(ReferenceEqualityComparer.Instance);

    /// <summary>Forgets an entry that no other feed will hold.</summary>
    public void Forget(FeedEntry entry) => kept.TryRemove(entry, out _);

    /// <summary>The entry, written once in each format.</summary>
    internal WrittenEntry Get(FeedDocument feed, FeedEntry entry, FeedFormat format)
    {
        var forms = kept.GetOrAdd(entry, static entry => new Forms(entry));
        ref var written = ref forms.ByFormat[(int)format];
        // Two threads may both write it: the bytes are the same.
        if (written is null || !written.IsFor(feed))
            written = WrittenEntry.Write(feed, entry, format, forms.Html);
        return written;
    }

    private sealed class Forms(FeedEntry entry)
    {
        public KnownHtml Html { get; } = new(entry.ContentHtml);

        public WrittenEntry?[] ByFormat { get; } = new WrittenEntry?[Enum.GetValues<FeedFormat>().Length];
    }
}
