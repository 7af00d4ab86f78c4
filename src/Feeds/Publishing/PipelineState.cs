using System.Collections.Immutable;
using Syndication.Feeds.Content;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Where the pipeline stands after a pass.</summary>
/// <param name="Files">What the last scan read.</param>
/// <param name="Snapshot">What the files mean.</param>
/// <param name="Ledger">The ledger in force.</param>
/// <param name="Manifest">The files that are public.</param>
/// <param name="Postponed">Feeds that wait for a newer state of a file.</param>
internal sealed record PipelineState(
    ContentFiles Files, ContentSnapshot Snapshot, LedgerState Ledger, FeedManifest Manifest, ImmutableArray<string> Postponed);
