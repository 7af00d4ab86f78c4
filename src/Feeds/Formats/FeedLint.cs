using Syndication.Feeds.Content;
using Syndication.Feeds.Formats.Linting;

namespace Syndication.Feeds.Formats;

/// <summary>Finds what readers could fault in a feed, from its bytes alone. Nothing is published past an error of it.</summary>
public static class FeedLint
{
    /// <summary>Checks a feed in one pass.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="format">What it should be.</param>
    /// <returns>Every fault, in the document's order; empty for a good feed. Never throws for what the bytes hold.</returns>
    public static IReadOnlyList<LintFinding> Check(byte[] bytes, FeedFormat format)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var report = new LintReport(bytes);
        BytesLint.Check(bytes, report);
        if (format == FeedFormat.Json)
            JsonLint.Check(bytes, report);
        else
            XmlLint.Check(bytes, format, report);
        return report.Findings;
    }

    /// <summary>Whether a feed may be published.</summary>
    /// <param name="findings">What <see cref="Check"/> found.</param>
    public static bool Passes(IReadOnlyList<LintFinding> findings) =>
        findings.All(finding => finding.Severity != ProblemSeverity.Error);
}
