namespace Syndication.Feeds.Ledger;

/// <summary>What an entry was before it changed; all of these, and the entry, are a post's history.</summary>
/// <param name="Id">The post's identity.</param>
/// <param name="Until">When the change was seen, in UTC.</param>
/// <param name="File">Its file until then.</param>
/// <param name="Url">Its address until then.</param>
/// <param name="ContentHash">Its content until then.</param>
/// <param name="RemovedAt">When it had been removed, in UTC, where the change brought it back; else null.</param>
public sealed record LedgerPast(string Id, DateTimeOffset Until, string File, string Url, string ContentHash, DateTimeOffset? RemovedAt);
