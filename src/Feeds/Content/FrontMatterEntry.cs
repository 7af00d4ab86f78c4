namespace Syndication.Feeds.Content;

/// <summary>A key of front matter with its value; the position is the key's.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Value">Its value.</param>
/// <param name="Line">Line of the key in the file, from 1.</param>
/// <param name="Column">Column of the key, from 1.</param>
public sealed record FrontMatterEntry(string Key, FrontMatterValue Value, int Line, int Column);
