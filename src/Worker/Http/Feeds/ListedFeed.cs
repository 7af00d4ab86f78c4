namespace Syndication.Worker.Http.Feeds;

/// <summary>A feed on the page that lists them.</summary>
/// <param name="Path">Its path without extension.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Page">Address of its page, relative to that of the list.</param>
/// <param name="Facts">How many posts, and when it last changed, in words.</param>
/// <param name="Links">Its addresses.</param>
internal sealed record ListedFeed(string Path, string Title, string Page, string Facts, IReadOnlyList<ListedFeedLink> Links);
