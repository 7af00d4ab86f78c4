using System.Collections.Immutable;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Ledger;

/// <summary>What one pass over the content found.</summary>
public sealed record LedgerInput
{
    /// <summary>Posts that are public now and are new or changed since the ledger's revision.</summary>
    public required IReadOnlyCollection<Post> Posts { get; init; }

    /// <summary>Identities whose file is gone, changed or no longer public: their posts may be among <see cref="Posts"/>, else they leave.</summary>
    public required IReadOnlyCollection<string> Freed { get; init; }

    /// <summary>Files that are there with an error: what they held stays as it was.</summary>
    public IReadOnlySet<string> BrokenFiles { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>The slugs of all tags, by folded label.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>> TagSlugs { get; init; } = [];

    /// <summary>Files of <see cref="Posts"/> whose tags were settled anew since the ledger's revision: readers see other labels, though nobody changed these files.</summary>
    public IReadOnlySet<string> Relabelled { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Identities by address that readers know although the ledger may not: those of the published feeds.</summary>
    public IReadOnlyDictionary<string, string> PublishedIds { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>When the content of a file changed, in UTC, where its source knows; null for the time of the pass.</summary>
    public Func<string, DateTimeOffset?> ChangedAt { get; init; } = static _ => null;

    /// <summary>When the pass took place.</summary>
    public required DateTimeOffset Now { get; init; }
}
