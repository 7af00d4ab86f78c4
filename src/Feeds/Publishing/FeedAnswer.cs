namespace Syndication.Feeds.Publishing;

/// <summary>What an address without a file answers.</summary>
/// <param name="Status">301, 307 or 410.</param>
/// <param name="Path">Where to go, a path below the feeds' public address; null for 410.</param>
public sealed record FeedAnswer(int Status, string? Path);
