using System.Collections.Immutable;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>How one state of the public posts came from another.</summary>
/// <param name="Before">The posts before.</param>
/// <param name="After">The posts after.</param>
/// <param name="Ids">At least the identities of the posts that came or changed.</param>
internal sealed record PublishedChanges(ImmutableDictionary<string, LedgerPost> Before, ImmutableDictionary<string, LedgerPost> After, IReadOnlyCollection<string> Ids);
