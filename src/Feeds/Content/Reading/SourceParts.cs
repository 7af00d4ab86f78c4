namespace Syndication.Feeds.Content.Reading;

/// <summary>A file's text, cut into front matter and body.</summary>
/// <param name="Kind">What it starts with.</param>
/// <param name="Line">Line of the opening mark, from 1.</param>
/// <param name="FrontMatter">The text between the marks; empty unless <see cref="FrontMatterKind.Yaml"/>.</param>
/// <param name="Body">The text after the closing mark.</param>
/// <param name="BodyLine">Line of the body's first character, from 1.</param>
internal readonly record struct SourceParts(FrontMatterKind Kind, int Line, ReadOnlyMemory<char> FrontMatter, ReadOnlyMemory<char> Body, int BodyLine);
