namespace Syndication.Feeds.Content.Explaining;

/// <summary>One rule that was applied to a file, and what came of it.</summary>
/// <param name="Rule">The rule, in a word or two.</param>
/// <param name="Result">What it says of this file.</param>
/// <param name="Key">The key of the front matter that it was read from, as written; null where none was.</param>
/// <param name="Line">Line of that key in the file, from 1; null where none was.</param>
/// <param name="Passes">Whether the file passes it; null for a rule that only gives a value.</param>
public sealed record RuleFinding(string Rule, string Result, string? Key, int? Line, bool? Passes);
