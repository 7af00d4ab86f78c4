using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Checking;

namespace Syndication.Feeds.Formats.Checking;

/// <summary>Prints what is wrong with the feeds of a folder.</summary>
public static class FeedReportWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report as UTF-8 without a byte-order mark, with LF line ends.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="format">How it is printed.</param>
    /// <param name="output">Where to; it stays open.</param>
    public static void Write(FeedFolderReport report, CheckFormat format, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (format == CheckFormat.Json)
        {
            WriteJson(report, output);
            return;
        }
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var found in report.Findings)
            writer.WriteLine(format == CheckFormat.Text ? Text(found) : Annotation(found));
        if (format == CheckFormat.Text)
            writer.WriteLine(FormattableString.Invariant($"{report.Files} feeds, {report.Errors} errors, {report.Findings.Length - report.Errors} warnings."));
    }

    private static string Text(FeedFileFinding found) =>
        FormattableString.Invariant($"{found.File}:{found.Finding.Line}:{found.Finding.Column}: {Name(found)} rule {found.Finding.Rule}: {found.Finding.Message}");

    private static string Annotation(FeedFileFinding found) => FormattableString.Invariant(
        $"::{Name(found)} file={GitHubAnnotations.Property(found.File)},line={Math.Max(found.Finding.Line, 1)},col={Math.Max(found.Finding.Column, 1)},title=rule {found.Finding.Rule}::{GitHubAnnotations.Data(found.Finding.Message)}");

    private static void WriteJson(FeedFolderReport report, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Layout))
        {
            json.WriteStartObject();
            json.WriteNumber("feeds", report.Files);
            json.WriteStartArray("findings");
            foreach (var found in report.Findings)
            {
                json.WriteStartObject();
                json.WriteString("file", found.File);
                json.WriteNumber("line", found.Finding.Line);
                json.WriteNumber("column", found.Finding.Column);
                json.WriteString("severity", Name(found));
                json.WriteNumber("rule", found.Finding.Rule);
                json.WriteString("message", found.Finding.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static string Name(FeedFileFinding found) => found.Finding.Severity == ProblemSeverity.Error ? "error" : "warning";
}
