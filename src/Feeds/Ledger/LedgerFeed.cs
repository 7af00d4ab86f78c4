namespace Syndication.Feeds.Ledger;

/// <summary>A feed that exists, or ever did: it stays, though empty.</summary>
/// <param name="Path">Its path without extension: <c>all</c>, <c>tags/heart</c>, <c>types/disease</c>.</param>
/// <param name="Label">What its posts have in common, as people read it; empty for the feed of everything.</param>
/// <param name="Changed">When a post last entered, left or moved, in UTC.</param>
public sealed record LedgerFeed(string Path, string Label, DateTimeOffset Changed);
