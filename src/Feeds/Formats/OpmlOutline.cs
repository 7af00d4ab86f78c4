namespace Syndication.Feeds.Formats;

/// <summary>A feed in an OPML list.</summary>
/// <param name="Title">Plain text.</param>
/// <param name="FeedUrl">Absolute address of the feed.</param>
/// <param name="PageUrl">Absolute address of its page, or null.</param>
/// <param name="Description">Plain text, or null.</param>
public sealed record OpmlOutline(string Title, string FeedUrl, string? PageUrl = null, string? Description = null);
