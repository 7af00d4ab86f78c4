namespace Syndication.Worker.Http.Feeds;

/// <summary>A feed in one coding, ready to be sent.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="EntityTag">Strong entity tag of these bytes, quotes included.</param>
internal sealed record FeedRepresentation(byte[] Bytes, string EntityTag);
