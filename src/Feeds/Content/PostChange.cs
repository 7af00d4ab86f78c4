namespace Syndication.Feeds.Content;

/// <summary>A post before and after a change.</summary>
/// <param name="Old">As it was.</param>
/// <param name="New">As it is.</param>
public sealed record PostChange(Post Old, Post New);
