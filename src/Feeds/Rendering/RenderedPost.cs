namespace Syndication.Feeds.Rendering;

/// <summary>A post's body, ready for readers.</summary>
/// <param name="Html">A fragment of safe HTML with absolute addresses; corrections stand first; a retracted post has its reason only.</param>
/// <param name="Text">The same as plain text, with links' addresses.</param>
public sealed record RenderedPost(string Html, string Text);
