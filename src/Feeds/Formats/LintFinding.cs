using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats;

/// <summary>A fault of a feed's bytes.</summary>
/// <param name="Rule">Number of the rule that is broken, 1 to 25.</param>
/// <param name="Severity">An error keeps the feed from being published; a warning may be meant so.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Line">Line of the place, from 1; 0 where it is the whole document.</param>
/// <param name="Column">Column of the place, from 1; 0 where it is the whole document.</param>
public sealed record LintFinding(int Rule, ProblemSeverity Severity, string Message, int Line, int Column);
