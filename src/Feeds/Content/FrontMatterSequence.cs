using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>A list of values.</summary>
/// <param name="Items">The values in the file's order.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
public sealed record FrontMatterSequence(ImmutableArray<FrontMatterValue> Items, int Line, int Column) : FrontMatterValue(Line, Column);
