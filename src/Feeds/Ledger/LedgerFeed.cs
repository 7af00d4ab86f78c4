using System.Text.Json.Serialization;

namespace Syndication.Feeds.Ledger;

/// <summary>A feed that exists, or ever did: it stays, though empty, until it is retired.</summary>
/// <param name="Path">Its path without extension: <c>all</c>, <c>tags/heart</c>, <c>types/disease</c>.</param>
/// <param name="Label">What its posts have in common, as people read it; empty for the feed of everything.</param>
/// <param name="Changed">When a post last entered, left or moved, in UTC.</param>
/// <param name="RetiredAt">When it was retired, in UTC; null while it is published.</param>
/// <param name="MovedTo">Path of the feed that took its place; null where it is gone, or still published.</param>
public sealed record LedgerFeed(
    string Path, string Label, DateTimeOffset Changed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? RetiredAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MovedTo = null)
{
    /// <summary>Whether it is published.</summary>
    [JsonIgnore]
    public bool IsLive => RetiredAt is null;
}
