namespace Syndication.Worker.Newsletters;

/// <summary>A tag that readers may choose.</summary>
/// <param name="Slug">Its name in addresses and forms.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Posts">How many posts of the newsletter have it.</param>
internal sealed record OfferedTag(string Slug, string Label, int Posts);
