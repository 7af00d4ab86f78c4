using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>From the content folder to public feeds: one pass reads what moved, numbers it in the ledger and rewrites the feeds that it touches.</summary>
/// <remarks>
/// Passes run one at a time. The ledger is stored before any feed is written, and a pass whose writes did not all succeed
/// is made up by the next one, since the manifest on disk still names the older revision.
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
    private bool isHeld;

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
        var ledger = await store.LoadAsync(state?.Ledger, cancellationToken);
        var known = ReferenceEquals(ledger, state?.Ledger) ? state : null;
        // What a held pass saw is not kept, so the next one must not look at a part of it only.
        var files = await reader.ScanAsync(state?.Files ?? ContentReader.NoneBut(ledger), state is null || isHeld ? null : changed, cancellationToken);
        var now = orders.Now ?? time.GetUtcNow();
        var snapshot = reader.Resolve(files, ledger, now, state?.Snapshot, known is not null);
        var input = LedgerInputBuilder.Build(snapshot, known?.Snapshot, ledger, now) with { ChangedAt = reader.ChangeTimes(files, now) };
        if (orders.AdoptsPublished) input = input with { PublishedIds = site.PublishedIds() };
        var result = identities.Apply(ledger, input);
        if (reader.Brake(files, ledger, result.Left, orders) is { } hold) return Hold(snapshot, hold);
        if (known is null) new HeapGrowth().Check();
        // Side by side: of a first pass over many posts, both take long.
        var saving = Task.Run(() => store.SaveAsync(ledger, result.Change, cancellationToken), cancellationToken);
        var next = ledger.With(result.Change);
        var posts = site.Merge(known is null ? PublishedState.Empty : published.Current, next, result, snapshot, known?.Snapshot);
        if (!await saving) return null;
        var (publication, manifest) = site.Publish(known, next, posts, result.Change, cancellationToken);
        state = new PipelineState(files, snapshot, next, manifest, publication.Postponed);
        isHeld = false;
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
    private ContentPass Hold(ContentSnapshot snapshot, ContentHold hold)
    {
        isHeld = true;
        if (state is null) lastPublic = site.LastPublic();
        return new ContentPass { Snapshot = snapshot, Hold = hold };
    }
}
