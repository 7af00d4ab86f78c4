using System.Text;

namespace Syndication.Feeds.Content.Checking;

/// <summary>Prints what a check found.</summary>
public static class CheckReportWriter
{
    /// <summary>Writes the report as UTF-8 without a byte-order mark, with LF line ends.</summary>
    /// <param name="snapshot">What was found.</param>
    /// <param name="identityOf">The identity of a post.</param>
    /// <param name="format">How it is printed.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <returns>Whether the content is without errors.</returns>
    public static bool Write(ContentSnapshot snapshot, Func<Post, string> identityOf, CheckFormat format, Stream output)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(identityOf);
        if (format == CheckFormat.Json)
        {
            CheckJson.Write(snapshot, identityOf, output);
        }
        else
        {
            using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            if (format == CheckFormat.Text) CheckText.Write(snapshot, writer);
            else GitHubAnnotations.Write(snapshot, writer);
        }

        return snapshot.Problems.All(problem => problem.Severity != ProblemSeverity.Error);
    }
}
