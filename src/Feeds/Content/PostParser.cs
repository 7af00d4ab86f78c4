using System.Globalization;
using Syndication.Feeds.Content.Fields;
using Syndication.Feeds.Content.Reading;

namespace Syndication.Feeds.Content;

/// <summary>Reads files of the content folder by the content rules. One instance serves all threads; it needs no clock.</summary>
/// <param name="site">The site that posts belong to.</param>
/// <param name="content">Which files count.</param>
public sealed class PostParser(SiteOptions site, ContentOptions content)
{
    private readonly PostBuilder builder = new(site);

    /// <summary>What a file holds; never throws for that.</summary>
    /// <param name="file">Path below the content folder, with <c>/</c>.</param>
    /// <param name="bytes">The whole file.</param>
    public ParsedFile Parse(string file, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (bytes.Length > SourceFile.MaxBytes) return TooLarge(file);
        using var source = SourceFile.Read(bytes.Span, content.RepairMojibake, out var badByte);
        if (source is not null) return Parse(file, source);
        return Fault(file, TextDecoder.LineOf(bytes.Span, badByte), ProblemCodes.Encoding,
            string.Create(CultureInfo.InvariantCulture, $"The byte at offset {badByte} is not UTF-8."), "Save the file as UTF-8.");
    }

    /// <summary>A file that is over the limit of 4 MiB and was not read.</summary>
    public static ParsedFile TooLarge(string file) =>
        Fault(file, 1, ProblemCodes.TooLarge, "The file is over 4 MiB.", "Move pictures and data out of the text, or split it.");

    /// <summary>A file that could not be opened.</summary>
    /// <param name="file">Path below the content folder, with <c>/</c>.</param>
    /// <param name="reason">What the file system says, without a path.</param>
    public static ParsedFile Unreadable(string file, string reason) =>
        Fault(file, 1, ProblemCodes.Unreadable, $"The file cannot be read: {reason}.", "Let the service read it.");

    /// <summary>A file without a byte where a post was.</summary>
    /// <param name="file">Path below the content folder, with <c>/</c>.</param>
    public static ParsedFile Emptied(string file) =>
        Fault(file, 1, ProblemCodes.Unreadable, "The file is empty; its post stays as it was.", "Save the post again, or delete the file to remove it.");

    private ParsedFile Parse(string file, SourceFile source)
    {
        var parts = source.Parts;
        switch (parts.Kind)
        {
            case FrontMatterKind.None:
                return new(file, FileState.Excluded, null, []);
            case FrontMatterKind.Unclosed:
                return Fault(file, parts.Line, ProblemCodes.Unclosed, "The front matter that begins here has no end.", "Close it with a line of '---'.");
            case FrontMatterKind.Toml or FrontMatterKind.Json or FrontMatterKind.JavaScript:
                var dialect = parts.Kind == FrontMatterKind.JavaScript ? "JavaScript" : parts.Kind == FrontMatterKind.Toml ? "TOML" : "JSON";
                return Fault(file, parts.Line, ProblemCodes.Dialect, $"The front matter of {file} is {dialect}, which is not read.", "Write it as YAML between two lines of '---'.");
            default:
                break;
        }

        var (mapping, problem) = FrontMatterReader.Read(file, parts.FrontMatter, parts.Line);
        if (mapping is null) return new(file, FileState.Problem, null, [problem!]);
        if (!content.Where.Matches(mapping) || IsWithoutPage(mapping)) return new(file, FileState.Excluded, null, []);
        if (IsDraft(mapping)) return new(file, FileState.Draft, null, []);
        var problems = new ProblemList(file);
        var post = builder.Build(file, mapping, source, problems);
        return new(file, post is null ? FileState.Problem : FileState.Post, post, problems.ToImmutable());
    }

    private static bool IsWithoutPage(FrontMatterMapping mapping) => Says(mapping, "permalink", "false");

    private static bool IsDraft(FrontMatterMapping mapping) =>
        IsFlag(mapping, "draft", true) || IsFlag(mapping, "published", false) || Says(mapping, "status", "draft");

    private static bool IsFlag(FrontMatterMapping mapping, string key, bool value) =>
        mapping.Find(key)?.Value is FrontMatterScalar { Text: { } text } && FieldReader.FlagOf(text) == value;

    private static bool Says(FrontMatterMapping mapping, string key, string value) =>
        mapping.Find(key)?.Value is FrontMatterScalar { Text: { } text } && text.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

    private static ParsedFile Fault(string file, int line, string code, string message, string help) =>
        new(file, FileState.Problem, null, [new(file, line, 1, ProblemSeverity.Error, code, message, help)]);
}
