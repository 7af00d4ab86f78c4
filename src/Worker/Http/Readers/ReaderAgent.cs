namespace Syndication.Worker.Http.Readers;

/// <summary>What a User-Agent says that is worth counting.</summary>
/// <param name="Name">The product's name, without version, address or anything else.</param>
/// <param name="Subscribers">People that it fetches for; 0 where it says nothing.</param>
/// <param name="FeedId">The number that a service fetches the feed under, since some have one feed under several; null where it says nothing.</param>
internal sealed record ReaderAgent(string Name, int Subscribers, string? FeedId);
