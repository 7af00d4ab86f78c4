using System.Collections.Frozen;

namespace Syndication.Worker.Http.Feeds;

/// <summary>What one version of a feed held.</summary>
/// <param name="Hash">SHA-256 of its bytes in lower-case hex.</param>
/// <param name="Entries">The hashes of its entries, as <see cref="FeedEntries.HashOf"/> makes them.</param>
internal sealed record FeedVersion(string Hash, FrozenSet<ulong> Entries);
