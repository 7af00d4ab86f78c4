using System.Collections.Immutable;

namespace Syndication.Feeds.Publishing;

/// <summary>What one pass is told beside what the folder says.</summary>
public sealed record PassOrders
{
    /// <summary>Nothing out of the ordinary.</summary>
    public static PassOrders None { get; } = new();

    /// <summary>Posts whose removal people have accepted; they do not count against the limit.</summary>
    public IReadOnlySet<string> AcceptedRemovals { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Whether any removal is accepted, and an empty folder too.</summary>
    public bool AcceptsAnyRemoval { get; init; }

    /// <summary>Posts that were removed since then count as removed at once with this pass's, in UTC; null: only this pass's count.</summary>
    public DateTimeOffset? CountsRemovalsSince { get; init; }

    /// <summary>Whether new posts take the identities that the published feeds give their addresses, since the ledger is younger or older than these.</summary>
    public bool AdoptsPublished { get; init; }

    /// <summary>The time to judge by, in UTC; null for the clock's.</summary>
    public DateTimeOffset? Now { get; init; }
}
