namespace Syndication.Worker.Http.Feeds;

/// <summary>What a feed's subject holds now.</summary>
/// <param name="Posts">How many live posts.</param>
/// <param name="Updated">When the content of one of them last moved, in UTC.</param>
internal sealed record FeedFacts(int Posts, DateTimeOffset Updated);
