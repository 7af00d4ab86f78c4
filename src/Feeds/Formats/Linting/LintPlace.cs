namespace Syndication.Feeds.Formats.Linting;

/// <summary>Where a finding is.</summary>
/// <param name="Line">From 1; 0 for the whole document.</param>
/// <param name="Column">From 1; 0 for the whole document.</param>
/// <param name="Offset">Byte from 0 that stands for line and column, which only a finding needs; null where they are known.</param>
internal readonly record struct LintPlace(int Line, int Column, long? Offset = null);
