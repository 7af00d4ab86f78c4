namespace Syndication.Feeds.Content.Reading;

/// <summary>MDX without its program parts.</summary>
/// <param name="Text">The Markdown; it has the lines of the file.</param>
/// <param name="Line">Line of the first part that went, from 0; null where nothing did.</param>
internal readonly record struct MdxText(ReadOnlyMemory<char> Text, int? Line);
