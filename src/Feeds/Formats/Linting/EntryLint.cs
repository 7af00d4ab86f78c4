using System.Text.Json;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Checks an entry by itself, in a document of its own whose root is a feed's: what is true of it there is true in every feed that holds these bytes.</summary>
internal static class EntryLint
{
    /// <summary>Name of the element that stands before the entry in its document.</summary>
    public const string Before = "before";

    /// <summary>Checks an entry.</summary>
    /// <param name="document">The document; in JSON only the entry is read.</param>
    /// <param name="own">Where the entry is.</param>
    /// <param name="format">The format.</param>
    /// <param name="html">What is known of its content.</param>
    public static CheckedEntry Check(byte[] document, Range own, FeedFormat format, KnownHtml html)
    {
        if (format == FeedFormat.Json)
            return CheckJson(document.AsSpan(own), new LintReport(document.AsMemory(own), html));
        // What is wrong is told from the whole document, with the place where it is.
        if (TakenContent.From(document, own, format, html.Text) is { } taken && CheckXml(taken.Document, format, html, taken.Content) is { Findings.Count: 0 } fine)
            return fine;
        return CheckXml(document, format, html, null)!;
    }

    // Null where the content that was taken out was not asked for.
    private static CheckedEntry? CheckXml(byte[] document, FeedFormat format, KnownHtml html, string? taken)
    {
        var report = new LintReport(document, html);
        using var reader = new XmlLintReader(document, report, taken) { StructureRule = format == FeedFormat.Rss ? 10 : 19 };
        var check = format == FeedFormat.Rss ? CheckItem(document, reader, report) : CheckEntry(document, reader, report);
        return reader.IsContentTaken ? null : check;
    }

    private static CheckedEntry CheckItem(byte[] document, XmlLintReader reader, LintReport report)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        DateTime? published = null;
        XmlLint.Read(document, reader, report, () =>
        {
            if (MoveToEntry(reader, 2) && reader is { LocalName: "item", Namespace: "" })
                published = new RssItemLint(reader, report, ids).Check();
            else
                report.Error(2, reader.Place, "An item is not one element.");
            End(reader, 1, report);
        });
        return new CheckedEntry(report.Findings, ids.FirstOrDefault(), published);
    }

    private static CheckedEntry CheckEntry(byte[] document, XmlLintReader reader, LintReport report)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        AtomEntryLint? entry = null;
        XmlLint.Read(document, reader, report, () =>
        {
            if (MoveToEntry(reader, 1) && reader is { LocalName: "entry", Namespace: FeedNamespaces.Atom })
                (entry = new AtomEntryLint(reader, report, ids)).Check();
            else
                report.Error(2, reader.Place, "An entry is not one element.");
            End(reader, 0, report);
        });
        return new CheckedEntry(report.Findings, ids.FirstOrDefault(), entry?.Updated, entry?.HasAuthor ?? false);
    }

    private static CheckedEntry CheckJson(ReadOnlySpan<byte> item, LintReport report)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        JsonLint.Read(item, report, (ref Utf8JsonReader reader) => JsonItemLint.Check(ref reader, ids, report));
        return new CheckedEntry(report.Findings, ids.FirstOrDefault());
    }

    // Past the root, a channel where there is one, and the element before the entry.
    private static bool MoveToEntry(XmlLintReader reader, int depth)
    {
        for (var parent = 0; parent < depth; parent++)
        {
            if (!reader.NextChild(parent))
                return false;
        }
        return reader.LocalName == Before && reader.NextChild(depth - 1);
    }

    private static void End(XmlLintReader reader, int parent, LintReport report)
    {
        var place = reader.Place;
        report.Require(!reader.NextChild(parent), 2, place, "An entry is more than one element.");
    }
}
