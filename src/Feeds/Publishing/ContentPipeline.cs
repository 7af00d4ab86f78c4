using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>From the content folder to public feeds: one pass reads what moved, numbers it in the ledger and rewrites the feeds that it touches.</summary>
/// <remarks>
/// Passes run one at a time. The ledger is stored before any feed is written, and a pass whose writes did not all succeed
/// is made up by the next one, since the manifest on disk still names the older revision. Where another process changes the ledger, a pass changes
/// none of it: it publishes what the ledger says once the folder says the same.
/// </remarks>
public sealed class ContentPipeline : IDisposable
{
    private readonly SemaphoreSlim passes = new(1, 1);
    private readonly ContentReader reader;
    private readonly IdentityLedger identities;
    private readonly ILedgerStore store;
    private readonly FeedSite site;
    private readonly PublishedPosts published;
    private readonly TimeProvider time;
    private PipelineState? state;
    private FeedManifest lastPublic = FeedManifest.Empty;
    private LedgerState? latest;
    private ContentFiles? seen;
    private bool isTorn;

    /// <summary>Composes the pipeline; nothing is read yet.</summary>
    public ContentPipeline(ContentReader reader, IdentityLedger identities, ILedgerStore store, FeedSite site, PublishedPosts published, TimeProvider time)
    {
        this.reader = reader;
        this.identities = identities;
        this.store = store;
        this.site = site;
        this.published = published;
        this.time = time;
    }

    /// <summary>The files that are public.</summary>
    public FeedManifest Manifest => state?.Manifest ?? lastPublic;

    /// <summary>The ledger in force.</summary>
    public LedgerState Ledger => state?.Ledger ?? LedgerState.Empty;

    /// <summary>Runs a pass.</summary>
    /// <param name="changed">Paths below the content folder that may have moved, or null to compare all of it.</param>
    /// <param name="cancellationToken">Stops the pass between files.</param>
    /// <exception cref="IOException">The output folder cannot be written to; the next pass tries again.</exception>
    public Task<ContentPass> RunAsync(IReadOnlyCollection<string>? changed, CancellationToken cancellationToken) =>
        RunAsync(changed, PassOrders.None, cancellationToken);

    /// <inheritdoc cref="RunAsync(IReadOnlyCollection{string}?, CancellationToken)"/>
    /// <param name="changed">Paths below the content folder that may have moved, or null to compare all of it.</param>
    /// <param name="orders">What the pass is told beside that.</param>
    /// <param name="cancellationToken">Stops the pass between files.</param>
    public async Task<ContentPass> RunAsync(IReadOnlyCollection<string>? changed, PassOrders orders, CancellationToken cancellationToken)
    {
        await passes.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (await TryRunAsync(changed, orders, cancellationToken) is { } pass) return pass;
            }
        }
        finally
        {
            passes.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => passes.Dispose();

    /// <summary>One attempt; null when another process changed the ledger meanwhile.</summary>
    private async Task<ContentPass?> TryRunAsync(IReadOnlyCollection<string>? changed, PassOrders orders, CancellationToken cancellationToken)
    {
        var follows = !store.MayChange;
        var ledger = latest = await store.LoadAsync(latest, cancellationToken);
        var known = ReferenceEquals(ledger, state?.Ledger) ? state : null;
        // What was seen and not taken up is not what is public, so the next pass must not look at a part of it only.
        var files = await reader.ScanAsync(seen ?? state?.Files ?? ContentReader.NoneBut(ledger), state is null || seen is not null ? null : changed, cancellationToken);
        var now = Stored(orders.Now ?? time.GetUtcNow());
        var snapshot = reader.Resolve(files, ledger, now, state?.Snapshot, known is not null);
        var input = LedgerInputBuilder.Build(snapshot, known?.Snapshot, ledger, now) with { ChangedAt = reader.ChangeTimes(files, now) };
        if (orders.AdoptsPublished) input = input with { PublishedIds = site.PublishedIds() };
        var result = identities.Apply(ledger, input);
        var hold = reader.Brake(files, ledger, result.Left, orders);
        if (hold is not null && !follows) return Leave(files, new ContentPass { Snapshot = snapshot, Hold = hold });
        if (follows && (hold is null ? LedgerDifference.Of(ledger, result) : new(hold.Reason)) is { } differs) return Leave(files, new ContentPass { Snapshot = snapshot, Difference = differs });
        if (known is null) new HeapGrowth().Check();
        // Side by side: of a first pass over many posts, both take long.
        var saving = Task.Run(() => store.SaveAsync(ledger, result.Change, cancellationToken), cancellationToken);
        var next = ledger.With(result.Change);
        var posts = site.Merge(known is null ? published.Current.Within(next) : published.Current, next, result, snapshot, known?.Snapshot);
        if (!await saving) return null;
        if (follows && LedgerDifference.OfBroken(site.Unshown(next, posts, snapshot)) is { } unknown) return Leave(files, new ContentPass { Snapshot = snapshot, Difference = unknown });
        return Take(files, snapshot, result, next, posts, cancellationToken);
    }

    /// <summary>Makes public what the ledger now says.</summary>
    private ContentPass Take(ContentFiles files, ContentSnapshot snapshot, LedgerResult result, LedgerState ledger, PublishedState posts, CancellationToken cancellationToken)
    {
        latest = ledger;
        // After a pass that failed half-way only the disk knows what is public.
        var from = isTorn ? null : state;
        isTorn = true;
        // Another process may have changed the ledger since what is public.
        var isOwn = from is null || from.Ledger.Revision == (result.Change.IsEmpty ? ledger.Revision : ledger.Revision - 1);
        var (publication, manifest) = site.Publish(from, ledger, posts, isOwn ? result.Change : LedgerChange.Between(from!.Ledger, ledger), cancellationToken);
        isTorn = false;
        state = new PipelineState(files, snapshot, ledger, manifest, publication.Postponed);
        seen = null;
        published.Replace(posts);
        return new ContentPass
        {
            Snapshot = snapshot,
            Taken = result.Change.Entries.Count(entry => entry.IsLive),
            Left = result.Left.Length,
            Written = publication.Written,
            Refused = publication.Refused,
            IsStale = !publication.Postponed.IsEmpty,
        };
    }

    /// <summary>Nothing is taken up; at a start, what was public before stays public.</summary>
    private ContentPass Leave(ContentFiles files, ContentPass pass)
    {
        seen = files;
        if (state is null) lastPublic = site.LastPublic();
        return pass;
    }

    // The ledger's storage keeps milliseconds.
    private static DateTimeOffset Stored(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());
}
