namespace Syndication.Feeds.Content;

/// <summary>A single value, read as its text; null and blank count as absent.</summary>
/// <param name="Text">The text as written, quotes removed; null for YAML's null.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public sealed record FrontMatterScalar(string? Text, int Line, int Column) : FrontMatterValue(Line, Column);
