using System.Collections.Immutable;
using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats.Checking;

/// <summary>What is wrong with the feeds of a folder.</summary>
/// <param name="Files">How many feeds it holds.</param>
/// <param name="Findings">The faults, by file and place.</param>
public sealed record FeedFolderReport(int Files, ImmutableArray<FeedFileFinding> Findings)
{
    /// <summary>How many of the faults are errors.</summary>
    public int Errors => Findings.Count(found => found.Finding.Severity == ProblemSeverity.Error);
}
