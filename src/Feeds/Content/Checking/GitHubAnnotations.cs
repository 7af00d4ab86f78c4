namespace Syndication.Feeds.Content.Checking;

/// <summary>Prints problems as workflow commands of GitHub Actions.</summary>
internal static class GitHubAnnotations
{
    /// <summary>Writes one line a problem.</summary>
    public static void Write(ContentSnapshot snapshot, TextWriter output)
    {
        foreach (var problem in snapshot.Problems)
        {
            var command = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
            var message = problem.Help.Length == 0 ? problem.Message : $"{problem.Message} {problem.Help}";
            output.WriteLine(FormattableString.Invariant(
                $"::{command} file={Property(problem.File)},line={problem.Line},col={problem.Column},title={Property(problem.Code)}::{Data(message)}"));
        }
    }

    // The runner's own escapes: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    internal static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    internal static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
