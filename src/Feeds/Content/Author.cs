namespace Syndication.Feeds.Content;

/// <summary>Who wrote a post.</summary>
/// <param name="Name">Name as written, never empty.</param>
/// <param name="Email">Address, or null.</param>
/// <param name="Url">Absolute address of a page about the author, or null.</param>
public sealed record Author(string Name, string? Email = null, string? Url = null);
