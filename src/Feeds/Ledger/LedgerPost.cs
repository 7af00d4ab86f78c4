using Syndication.Feeds.Content;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Ledger;

/// <summary>A live post with what the ledger knows of it.</summary>
/// <param name="Post">The post.</param>
/// <param name="Id">Its identity, a URI, for life.</param>
/// <param name="Updated">When its content last moved, in UTC, never before its publication.</param>
/// <param name="Arrival">The number that it got when it entered the feeds; later ones are higher.</param>
/// <param name="LastGood">What readers were last shown, while its file has an error; null as long as the file is sound.</param>
public sealed record LedgerPost(Post Post, string Id, DateTimeOffset Updated, long Arrival, RenderedPost? LastGood = null);
