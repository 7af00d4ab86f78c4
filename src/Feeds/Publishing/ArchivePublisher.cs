using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Writes archive pages: each once, when it closes, and again only when its key changes.</summary>
/// <param name="options">Which feeds exist and where they go.</param>
/// <param name="builder">Puts pages together.</param>
/// <param name="output">Writes files.</param>
public sealed class ArchivePublisher(FeedsOptions options, FeedBuilder builder, FeedOutput output)
{
    /// <summary>Writes the pages that are missing or have another key.</summary>
    /// <param name="manifest">What is public so far.</param>
    /// <param name="ledger">The state to publish.</param>
    /// <param name="posts">The live posts by identity.</param>
    /// <param name="feeds">The feeds that may differ.</param>
    /// <param name="changed">The entries that differ, or null to look at every page.</param>
    /// <param name="cancellationToken">Stops between pages; what is written stays.</param>
    public PublishResult Publish(
        FeedManifest manifest, LedgerState ledger, IReadOnlyDictionary<string, LedgerPost> posts, IReadOnlyCollection<string> feeds,
        IReadOnlyCollection<LedgerEntry>? changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(feeds);
        var written = new ConcurrentBag<PublishedFile>();
        var postponed = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<RefusedFile>();
        if (options.ArchivePageSize > 0)
        {
            // Pages of one time stand together, since they share the posts that are rendered for them.
            var pages = feeds.SelectMany(feed => Candidates(feed, manifest, ledger, changed).Select(page => (Feed: feed, Page: page)))
                .OrderBy(page => FirstArrival(ledger, page.Feed, page.Page)).ToList();
            SideBySide(pages, cancellationToken, page =>
            {
                if (!TryWrite(page.Feed, page.Page, manifest, ledger, posts, written, refused)) postponed.Add(page.Feed);
            });
        }

        var files = manifest.Files.SetItems(written.Select(file => KeyValuePair.Create(file.Path, file)));
        return new PublishResult(
            manifest with { Files = files },
            [.. written.Select(file => file.Path).Order(StringComparer.Ordinal)],
            [.. postponed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. refused.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>The pages that may have to be written: those of changed entries, and those that have closed since.</summary>
    private IEnumerable<int> Candidates(string feed, FeedManifest manifest, LedgerState ledger, IReadOnlyCollection<LedgerEntry>? changed)
    {
        var closed = Math.Max(ArchivePages.Closed(ledger.CountOf(feed), options), ArchivePages.Published(feed, ledger, manifest, options));
        if (changed is null) return Enumerable.Range(1, closed);
        var pages = changed.Where(entry => entry.Feeds.Contains(feed, StringComparer.Ordinal))
            .Select(entry => ArchivePages.PageOf(ledger, feed, entry, options)).Where(page => page <= closed).ToHashSet();
        for (var page = closed; page > 0 && !ArchivePages.IsThere(feed, page, manifest, options); page--) pages.Add(page);
        return pages;
    }

    private long FirstArrival(LedgerState ledger, string feed, int page) =>
        ArchivePages.MembersOf(ledger, feed, page, options).Select(member => member.NumberIn(feed)).FirstOrDefault();

    /// <summary>Writes a page if it has to be; false when a post's file has moved on and a newer state is about to come.</summary>
    private bool TryWrite(
        string feed, int page, FeedManifest manifest, LedgerState ledger, IReadOnlyDictionary<string, LedgerPost> posts,
        ConcurrentBag<PublishedFile> written, ConcurrentBag<RefusedFile> refused)
    {
        var key = ArchivePages.KeyOf(ledger, feed, page, posts, options);
        var missing = options.Formats.Where(format => !IsCurrent(FeedFiles.PathOf(ArchivePages.PathOf(feed, page), format), key, manifest)).ToList();
        if (missing.Count == 0) return true;
        if (builder.BuildArchive(ledger.Feeds[feed], page, ledger, posts) is not { } document) return false;
        foreach (var format in missing)
        {
            var file = FeedFiles.PathOf(ArchivePages.PathOf(feed, page), format);
            var bytes = FeedWriters.Write(document, format);
            if (FeedWriters.Gate(bytes, format) is { } reason) refused.Add(new RefusedFile(file, reason));
            else written.Add(output.Write(file, bytes) with { Key = key ?? "" });
        }

        return true;
    }

    private static bool IsCurrent(string file, string? key, FeedManifest manifest) =>
        manifest.Files.TryGetValue(file, out var known) && (key is null || known.Key == key);

    private static void SideBySide<T>(IReadOnlyCollection<T> items, CancellationToken cancellationToken, Action<T> publish)
    {
        try
        {
            Parallel.ForEach(items, new ParallelOptions { CancellationToken = cancellationToken }, publish);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
