namespace Syndication.Worker.Http.Feeds;

/// <summary>A feed's address in one format.</summary>
/// <param name="Name">The format's name.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Address">The absolute address.</param>
internal sealed record ListedFeedLink(string Name, string MediaType, string Address);
