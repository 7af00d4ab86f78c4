using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Reads the content folder and says what its files mean next to what the ledger knows.</summary>
/// <param name="scanner">Reads files.</param>
/// <param name="snapshots">Resolves duplicates, tags and outcomes.</param>
/// <param name="options">Which scans are not to be believed.</param>
public sealed class ContentReader(ContentScanner scanner, SnapshotBuilder snapshots, ContentOptions options)
{
    // A site of a handful of posts may lose one or two of them without a brake.
    private const int AlwaysRemovable = 5;

    /// <summary>No files, and the texts of theirs that the ledger holds already.</summary>
    public static ContentFiles NoneBut(LedgerState ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ContentFiles.None with { Remembered = file => ledger.FindLiveByFile(file) is { } entry ? (entry.File, entry.Url) : null };
    }

    /// <summary>Reads what moved since <paramref name="previous"/>: everything, or only <paramref name="changed"/>.</summary>
    public Task<ContentFiles> ScanAsync(ContentFiles previous, IReadOnlyCollection<string>? changed, CancellationToken cancellationToken) =>
        changed is null ? scanner.ScanAsync(previous, cancellationToken) : scanner.ScanAsync(previous, changed, cancellationToken);

    /// <summary>What the files mean at a time.</summary>
    /// <param name="files">The scan.</param>
    /// <param name="ledger">Who held an address or an identity first.</param>
    /// <param name="now">The time.</param>
    /// <param name="previous">The snapshot before, or null at a start.</param>
    /// <param name="isSameLedger">Whether the ledger is as the pass before left it.</param>
    public ContentSnapshot Resolve(ContentFiles files, LedgerState ledger, DateTimeOffset now, ContentSnapshot? previous, bool isSameLedger = true)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return snapshots.Build(files, ContextOf(ledger) with { LooksAtAll = !isSameLedger }, now, previous);
    }

    /// <summary>Tells when the content of a file changed, where the files' times say so; never after <paramref name="now"/>.</summary>
    public Func<string, DateTimeOffset?> ChangeTimes(ContentFiles files, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (!options.FileTimesAreCommits) return static _ => null;
        return path => files.Files.TryGetValue(path, out var file) && new DateTimeOffset(file.LastWrite) is var time && time < now
            ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond)) : null;
    }

    /// <summary>Why a scan must not be believed, or null.</summary>
    /// <param name="files">The scan.</param>
    /// <param name="ledger">The posts that are public.</param>
    /// <param name="leaving">Identities of those that would leave.</param>
    /// <param name="orders">What people have accepted.</param>
    public ContentHold? Brake(ContentFiles files, LedgerState ledger, ImmutableArray<string> leaving, PassOrders orders)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(orders);
        var live = ledger.LiveCount;
        if (files.Folder == FolderState.Missing) return Hold(ContentHoldKind.FolderMissing, "is missing; the feeds stay as they are until it is back.");
        if (files.Folder == FolderState.Unreadable) return Hold(ContentHoldKind.FolderUnreadable, "cannot be read; the feeds stay as they are until it can.");
        if (orders.AcceptsAnyRemoval) return null;
        var unaccepted = leaving.Count(id => !orders.AcceptedRemovals.Contains(id));
        if (live > 0 && files.Folder == FolderState.Empty && unaccepted > 0) return Hold(ContentHoldKind.FolderEmpty, "is empty; the feeds stay as they are until its posts are back.");
        if (unaccepted == 0) return null;
        // A folder that is being emptied may be read several times.
        var before = orders.CountsRemovalsSince is { } since ? ledger.Entries.Values.Count(entry => entry.RemovedAt >= since) : 0;
        if (unaccepted + before <= Math.Max(AlwaysRemovable, (live + before) * options.MassRemovalLimit)) return null;
        return new ContentHold(ContentHoldKind.MassRemoval, string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{leaving.Length + before} of {live + before} posts are gone at once, more than Content:MassRemovalLimit ({options.MassRemovalLimit}) allows; the feeds stay as they are."), live, leaving);

        ContentHold Hold(ContentHoldKind kind, string what) => new(kind, $"The content folder {options.Folder} {what}", live, leaving);
    }

    private static SnapshotContext ContextOf(LedgerState ledger) => new()
    {
        UrlOwner = url => ledger.Owners.GetValueOrDefault(url),
        IdOwner = id => ledger.Owners.GetValueOrDefault(id),
        Live = file => ledger.FindLiveByFile(file)?.Published,
        TagSlugs = ledger.TagSlugs,
        RetiredSlugs = FeedPaths.RetiredTagSlugs(ledger),
    };
}
