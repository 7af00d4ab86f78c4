using System.Collections.Immutable;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>The posts whose feeds are public, at one moment.</summary>
/// <param name="Revision">The ledger's revision that this is the state of.</param>
/// <param name="Posts">The live posts by identity.</param>
public sealed record PublishedState(long Revision, ImmutableDictionary<string, LedgerPost> Posts)
{
    /// <summary>Before the first scan.</summary>
    public static PublishedState Empty { get; } = new(0, ImmutableDictionary<string, LedgerPost>.Empty);
}
