using System.Collections.Immutable;

namespace Syndication.Feeds.Publishing;

/// <summary>What is public: every file below the output folder that the service wrote.</summary>
/// <param name="Revision">The ledger's revision that the files were made from.</param>
/// <param name="Fingerprint">Hash of the settings and the program that made them; another one means that every feed is made afresh.</param>
/// <param name="Files">The files by relative path.</param>
public sealed record FeedManifest(long Revision, string Fingerprint, ImmutableDictionary<string, PublishedFile> Files)
{
    /// <summary>Nothing is public.</summary>
    public static FeedManifest Empty { get; } = new(-1, "", ImmutableDictionary.Create<string, PublishedFile>(StringComparer.Ordinal));
}
