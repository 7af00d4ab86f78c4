namespace Syndication.Feeds.Content;

/// <summary>Something wrong with a file, and the way to mend it.</summary>
/// <param name="File">Path below the content folder, with <c>/</c>.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Column">Column in the line, from 1.</param>
/// <param name="Severity">Whether the post can be published as it is.</param>
/// <param name="Code">One of <see cref="ProblemCodes"/>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Help">How to mend it; empty where there is no one way.</param>
public sealed record Problem(string File, int Line, int Column, ProblemSeverity Severity, string Code, string Message, string Help);
