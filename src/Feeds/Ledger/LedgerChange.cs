using System.Collections.Immutable;

namespace Syndication.Feeds.Ledger;

/// <summary>What one pass over the content changes in the ledger.</summary>
public sealed record LedgerChange
{
    /// <summary>No change.</summary>
    public static LedgerChange None { get; } = new();

    /// <summary>Entries that are new or differ, tombstones included.</summary>
    public ImmutableArray<LedgerEntry> Entries { get; init; } = [];

    /// <summary>What entries were that have moved or changed.</summary>
    public ImmutableArray<LedgerPast> Past { get; init; } = [];

    /// <summary>Feeds that are new or that the entries touch.</summary>
    public ImmutableArray<LedgerFeed> Feeds { get; init; } = [];

    /// <summary>Slugs that are new, by folded tag label.</summary>
    public ImmutableArray<KeyValuePair<string, string>> TagSlugs { get; init; } = [];

    /// <summary>Whether nothing changes.</summary>
    public bool IsEmpty => Entries.IsEmpty && Feeds.IsEmpty && TagSlugs.IsEmpty;

    /// <summary>What differs between two states, whoever changed the ledger in between; without what entries were. In time in the number of entries.</summary>
    internal static LedgerChange Between(LedgerState before, LedgerState after) => ReferenceEquals(before, after) ? None : new()
    {
        Entries = [.. after.Entries.Values.Where(entry => entry.Differs(before.Entries.GetValueOrDefault(entry.Id))).OrderBy(entry => entry.Arrival)],
        Feeds = [.. after.Feeds.Values.Where(feed => before.Feeds.GetValueOrDefault(feed.Path) != feed)],
        TagSlugs = [.. after.TagSlugs.Where(slug => before.TagSlugs.GetValueOrDefault(slug.Key) != slug.Value)],
    };
}
