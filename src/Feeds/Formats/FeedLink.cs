namespace Syndication.Feeds.Formats;

/// <summary>A link of a feed.</summary>
/// <param name="Relation">What it leads to (RFC 8288).</param>
/// <param name="Url">Absolute address.</param>
/// <param name="MediaType">Media type of what is there, or null.</param>
internal sealed record FeedLink(string Relation, string Url, string? MediaType = null);
