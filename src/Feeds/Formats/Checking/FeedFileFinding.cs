namespace Syndication.Feeds.Formats.Checking;

/// <summary>A fault of a feed's file.</summary>
/// <param name="File">Its path below the checked folder, with <c>/</c>.</param>
/// <param name="Finding">The fault.</param>
public sealed record FeedFileFinding(string File, LintFinding Finding);
