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
        Check(bytes, format, report, []);
        return report.Findings;
    }

    /// <summary>
    /// Checks a feed that is about to be published: its bytes as a whole for what holds for bytes, its frame read without entries, and each of the entries
    /// read once for all feeds that hold it. An element put where elements may stand leaves a well-formed document so, and the root is the same.
    /// </summary>
    /// <param name="feed">The feed.</param>
    internal static IEnumerable<LintFinding> Check(WrittenFeed feed)
    {
        var whole = new LintReport(feed.Bytes);
        BytesLint.Check(feed.Bytes.Span, whole);
        byte[] frame = [.. feed.Bytes.Span[..feed.Between.Start.Value], .. feed.Bytes.Span[feed.Between.End.Value..]];
        var report = new LintReport(frame);
        var entries = feed.Entries.Select(entry => entry.Check).ToList();
        Check(frame, feed.Format, report, entries);
        return [.. whole.Findings, .. report.Findings, .. entries.SelectMany(entry => entry.Findings)];
    }

    /// <summary>Whether a feed may be published.</summary>
    /// <param name="findings">What <see cref="Check(byte[], FeedFormat)"/> found.</param>
    public static bool Passes(IReadOnlyList<LintFinding> findings) =>
        findings.All(finding => finding.Severity != ProblemSeverity.Error);

    private static void Check(byte[] document, FeedFormat format, LintReport report, IReadOnlyList<CheckedEntry> entries)
    {
        if (format == FeedFormat.Json)
            JsonLint.Check(document, report, entries);
        else
            XmlLint.Check(document, format, report, entries);
    }
}
