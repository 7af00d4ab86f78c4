using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Makes feeds, passes them through the gate, and writes what differs.</summary>
/// <param name="options">Which feeds exist and where they go.</param>
/// <param name="builder">Puts feeds together.</param>
/// <param name="output">Writes files.</param>
public sealed class FeedPublisher(FeedsOptions options, FeedBuilder builder, FeedOutput output)
{
    private KeptEntries kept = new();

    /// <summary>Publishes the feeds of <paramref name="paths"/>.</summary>
    /// <param name="manifest">What is public so far.</param>
    /// <param name="ledger">The state to publish.</param>
    /// <param name="posts">The live posts by identity.</param>
    /// <param name="paths">The feeds that may differ.</param>
    /// <param name="cancellationToken">Stops between feeds; what is written stays.</param>
    /// <exception cref="IOException">The output folder cannot be written to; files are whole, the manifest on disk is the old one.</exception>
    public PublishResult Publish(
        FeedManifest manifest, LedgerState ledger, IReadOnlyDictionary<string, LedgerPost> posts, IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(ledger);
        var changed = new ConcurrentBag<PublishedFile>();
        var postponed = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<RefusedFile>();
        // Feeds of one time stand together, since they share posts: fewer of these are held at once.
        var windows = paths.Select(path => KeyValuePair.Create(path, ledger.Window(path, options.MaxEntries).ToArray()))
            .OrderBy(window => window.Value.LastOrDefault()?.Arrival).ToArray();
        var shared = new SharedEntries(windows.Select(window => window.Value), windows.Sum(window => window.Value.Length) <= KeptEntries.MostPlaces ? kept : null);
        var heap = new HeapGrowth();
        try
        {
            SideBySide(windows, cancellationToken, feed =>
            {
                heap.Check();
                var (path, window) = feed;
                if (builder.Build(ledger.Feeds[path], window, posts, shared, ArchivePages.Published(path, ledger, manifest, options)) is { } document)
                    Publish(path, document, shared.Written, manifest, changed, refused);
                else postponed.Add(path);
                shared.Release(window);
            });
        }
        catch
        {
            // What was written for feeds that never came to their turn would be kept for ever.
            kept = new();
            throw;
        }

        var written = changed.OrderBy(file => file.Path, StringComparer.Ordinal).ToImmutableArray();
        var files = manifest.Files.SetItems(written.Select(file => KeyValuePair.Create(file.Path, file)));
        return new PublishResult(
            manifest with { Files = files, Revision = ledger.Revision },
            [.. written.Select(file => file.Path)],
            [.. postponed.Order(StringComparer.Ordinal)],
            [.. refused.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>Writes a file that is no feed, such as the OPML list.</summary>
    public FeedManifest PublishOther(FeedManifest manifest, string path, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var hash = FeedHash.Of(bytes);
        if (manifest.Files.TryGetValue(path, out var current) && current.Hash == hash) return manifest;
        return manifest with { Files = manifest.Files.SetItem(path, output.Write(path, bytes, hash)) };
    }

    /// <summary>Takes files back that no feed has any more.</summary>
    public FeedManifest Withdraw(FeedManifest manifest, IReadOnlyCollection<string> paths)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(paths);
        foreach (var path in paths) output.Delete(path);
        return paths.Count == 0 ? manifest : manifest with { Files = manifest.Files.RemoveRange(paths) };
    }

    private void Publish(
        string path, FeedDocument document, WrittenEntries entries, FeedManifest manifest, ConcurrentBag<PublishedFile> changed, ConcurrentBag<RefusedFile> refused)
    {
        foreach (var format in options.Formats)
        {
            var file = FeedFiles.PathOf(path, format);
            using var feed = WrittenFeed.Write(document, format, entries);
            var hash = FeedHash.Of(feed.Bytes.Span);
            if (manifest.Files.TryGetValue(file, out var current) && current.Hash == hash) continue;
            if (feed.Fault() is { } reason) refused.Add(new RefusedFile(file, reason));
            else changed.Add(output.Write(file, feed.Bytes.Span, hash));
        }
    }

    /// <summary>Publishes feeds side by side; where some fail, the caller gets the first failure as it is.</summary>
    private static void SideBySide<T>(IReadOnlyCollection<T> feeds, CancellationToken cancellationToken, Action<T> publish)
    {
        try
        {
            // One by one from the front: in halves, each would hold what the other needs last.
            Parallel.ForEach(Partitioner.Create(feeds, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, publish);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }
    }
}
