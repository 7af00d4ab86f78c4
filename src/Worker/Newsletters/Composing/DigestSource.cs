namespace Syndication.Worker.Newsletters.Composing;

/// <summary>A piece of literature in a post's list of sources.</summary>
/// <param name="Words">The link's words.</param>
/// <param name="Label">Its <c>aria-label</c>; empty where the words are enough.</param>
/// <param name="Url">Its address.</param>
public sealed record DigestSource(string Words, string Label, string Url);
