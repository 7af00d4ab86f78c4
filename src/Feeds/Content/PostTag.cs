namespace Syndication.Feeds.Content;

/// <summary>What a post is about.</summary>
/// <param name="Label">As people read it.</param>
/// <param name="Slug">As addresses and subscriptions name it: lower case, letters and digits of any script and <c>-</c>.</param>
public sealed record PostTag(string Label, string Slug);
