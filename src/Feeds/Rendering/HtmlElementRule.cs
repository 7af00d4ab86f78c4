namespace Syndication.Feeds.Rendering;

/// <summary>What becomes of an element.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="Fate">Whether it stays.</param>
/// <param name="Attributes">The attributes that it may keep besides those of every element.</param>
internal sealed record HtmlElementRule(string Name, HtmlFate Fate, params string[] Attributes);
