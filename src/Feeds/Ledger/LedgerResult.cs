using System.Collections.Immutable;

namespace Syndication.Feeds.Ledger;

/// <summary>What the ledger made of a pass.</summary>
/// <param name="Change">What differs.</param>
/// <param name="Posts">The pass's posts with their identities.</param>
/// <param name="Left">Identities that are no longer public.</param>
public sealed record LedgerResult(LedgerChange Change, ImmutableArray<LedgerPost> Posts, ImmutableArray<string> Left);
