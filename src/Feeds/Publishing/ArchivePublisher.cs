using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Syndication.Feeds.Formats;
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
            var open = pages.Select(page => new ArchivePage(page.Feed, page.Page, ArchivePages.KeyOf(ledger, page.Feed, page.Page, posts, options), [.. ArchivePages.MembersOf(ledger, page.Feed, page.Page, options)]))
                .Where(page => options.Formats.Any(format => !IsCurrent(page, format, manifest))).ToList();
            var shared = new SharedEntries(open.Select(page => page.Members));
            SideBySide(open, cancellationToken, page =>
            {
                if (builder.BuildArchive(ledger.Feeds[page.Feed], page.Number, page.Members, posts, shared) is { } document) Write(page, document, shared.Written, manifest, written, refused);
                else postponed.Add(page.Feed);
                shared.Release(page.Members);
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

    private void Write(
        ArchivePage page, FeedDocument document, WrittenEntries entries, FeedManifest manifest, ConcurrentBag<PublishedFile> written, ConcurrentBag<RefusedFile> refused)
    {
        foreach (var format in options.Formats.Where(format => !IsCurrent(page, format, manifest)))
        {
            var file = FileOf(page, format);
            using var feed = WrittenFeed.Write(document, format, entries);
            if (feed.Fault() is { } reason) refused.Add(new RefusedFile(file, reason));
            else written.Add(output.Write(file, feed.Bytes.Span) with { Key = page.Key ?? "" });
        }
    }

    private static string FileOf(ArchivePage page, FeedFormat format) => FeedFiles.PathOf(ArchivePages.PathOf(page.Feed, page.Number), format);

    private static bool IsCurrent(ArchivePage page, FeedFormat format, FeedManifest manifest) =>
        manifest.Files.TryGetValue(FileOf(page, format), out var known) && (page.Key is null || known.Key == page.Key);

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

    /// <summary>A page that is to be written.</summary>
    private sealed record ArchivePage(string Feed, int Number, string? Key, IReadOnlyList<LedgerEntry> Members);
}
