using System.Collections.Immutable;
using Syndication.Feeds.Formats;

namespace Syndication.Feeds.Publishing;

/// <summary>What became of the feeds of one pass.</summary>
/// <param name="Manifest">What is public now.</param>
/// <param name="Written">Files whose bytes changed.</param>
/// <param name="Postponed">Feeds that wait for a newer state of a file.</param>
/// <param name="Refused">Files that failed the gate and keep their last good bytes.</param>
public sealed record PublishResult(
    FeedManifest Manifest, ImmutableArray<string> Written, ImmutableArray<string> Postponed, ImmutableArray<RefusedFile> Refused);
