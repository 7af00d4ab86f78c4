using System.Globalization;
using Syndication.Feeds.Content.Fields;
using Syndication.Feeds.Content.Reading;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content.Explaining;

/// <summary>Says rule by rule what a file means: which value was read from which key and line.</summary>
/// <param name="site">What stands in for missing fields.</param>
/// <param name="content">Which files count.</param>
public sealed class PostExplainer(SiteOptions site, ContentOptions content)
{
    /// <summary>The rules in the order in which they are applied, up to the one that decides.</summary>
    /// <param name="file">Path below the content folder, with <c>/</c>.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="post">What was read from it; null where it holds no post.</param>
    /// <param name="now">The moment that decides between scheduled and published.</param>
    public IReadOnlyList<RuleFinding> Explain(string file, ReadOnlySpan<byte> bytes, Post? post, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (bytes.Length > SourceFile.MaxBytes) return [new("size", "over 4 MiB", null, null, false)];
        using var source = SourceFile.Read(bytes, content.RepairMojibake, out var badByte);
        if (source is null) return [new("text", Say($"the byte at offset {badByte} is not UTF-8"), null, null, false)];
        if (source.Parts.Kind != FrontMatterKind.Yaml) return [new("front matter", Describe(source.Parts.Kind), null, source.Parts.Line, false)];
        var (mapping, problem) = FrontMatterReader.Read(file, source.Parts.FrontMatter, source.Parts.Line);
        if (mapping is null) return [new("front matter", problem!.Message, null, problem.Line, false)];
        var findings = new List<RuleFinding> { new("front matter", Say($"lines {source.Parts.Line} to {source.Parts.BodyLine - 1}"), null, source.Parts.Line, true) };
        findings.AddRange(FilterFindings.Of("Content:Where", content.Where, mapping));
        Refuse(findings, mapping, "permalink", "false", "has no page");
        if (findings.Any(finding => finding.Passes == false)) return findings;
        Refuse(findings, mapping, "draft", "true", "is a draft");
        Refuse(findings, mapping, "published", "false", "is a draft");
        Refuse(findings, mapping, "status", "draft", "is a draft");
        if (findings.Any(finding => finding.Passes == false)) return findings;
        AddFields(findings, file, mapping, post, now);
        if (MarkdownReader.Read(BodyText.Of(file, source.Parts.Body).Text.ToString()).IsPlain)
        {
            findings.Add(new("text", "nested too deeply, or too many marks for Markdown: it is shown as plain paragraphs", null, source.Parts.BodyLine, null));
        }

        return findings;
    }

    private void AddFields(List<RuleFinding> findings, string file, FrontMatterMapping mapping, Post? post, DateTimeOffset now)
    {
        var date = DateEntry(mapping);
        Add("title", post?.Title ?? "", FieldReader.First(mapping, "title"), Text(mapping, "title") is { Length: > 0 });
        Add("published", post is null ? Text(date) ?? "no date" : Time(post.Published), date, post is not null, date is null ? "the file's name" : "");
        if (post is null) return;
        findings.Add(new("live", post.Published <= now ? "its date has come" : Say($"waits until {Time(post.Published)}"), null, null, post.Published <= now));
        Add("address", post.Url, FieldReader.First(mapping, AddressField.Keys), null, "the file's path");
        Add("stated id", post.StatedId ?? "none", FieldReader.First(mapping, "id", "guid"), null);
        Add("updated", post.Updated is { } updated ? Time(updated) : "not said", FieldReader.First(mapping, "updated", "updatedDate", "lastmod", "modified", "last_modified_at"), null);
        Add("type", post.Type ?? "none", FieldReader.First(mapping, "type"), null);
        Add("categories", List(post.Categories), FieldReader.First(mapping, "categories", "category"), null);
        Add("tags", List(post.Tags.Select(tag => tag.Label)), FieldReader.First(mapping, TagField.Keys), null);
        Add("language", post.Language, FieldReader.First(mapping, "lang", "language"), null, "Site:Language");
        Add("authors", List(post.Authors.Select(author => author.Name)), FieldReader.First(mapping, "authors", "author"), null, site.Author is null ? "" : "Site:Author");
        Add("description", Cut(post.Description), FieldReader.First(mapping, "description", "summary", "excerpt"), null, "the text");
        Add("image", post.Image?.Url ?? "none", FieldReader.First(mapping, "featuredimage", "featured_image", "image", "cover", "thumbnail", "heroImage"), null);
        Add("feed", post.InFeeds ? "may be in feeds" : "in no feed", mapping.Find("feed"), post.InFeeds);
        Add("newsletter", post.InNewsletters ? "may be mailed" : "is not mailed", mapping.Find("newsletter") ?? (post.InFeeds ? null : mapping.Find("feed")), post.InNewsletters);
        if (post.Corrections.Length > 0) Add("correction", Cut(post.Corrections[0].Text), mapping.Find("correction"), null);
        if (post.Retracted is { } reason) Add("retracted", reason.Length > 0 ? Cut(reason) : "without a reason", mapping.Find("retracted"), null);

        void Add(string rule, string result, FrontMatterEntry? entry, bool? passes, string otherwise = "") =>
            findings.Add(new(rule, entry is null && otherwise.Length > 0 ? $"{result} (from {otherwise})" : result, entry?.Key, entry?.Line, passes));
    }

    private static void Refuse(List<RuleFinding> findings, FrontMatterMapping mapping, string key, string value, string result)
    {
        if (mapping.Find(key) is not { Value: FrontMatterScalar { Text: { } text } } entry) return;
        var isSo = bool.TryParse(value, out var flag) ? FieldReader.FlagOf(text) == flag : text.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);
        if (isSo) findings.Add(new(key, result, entry.Key, entry.Line, false));
    }

    // 'published' is a flag for some generators.
    private static FrontMatterEntry? DateEntry(FrontMatterMapping mapping) =>
        FieldReader.First(mapping, "date", "pubDate", "publishDate")
        ?? (Text(mapping, "published") is { } text && FieldReader.FlagOf(text) is null ? FieldReader.First(mapping, "published") : FieldReader.First(mapping, "created"));

    private static string? Text(FrontMatterMapping mapping, string key) => Text(FieldReader.First(mapping, key));

    private static string? Text(FrontMatterEntry? entry) => (entry?.Value as FrontMatterScalar)?.Text;

    private static string Describe(FrontMatterKind kind) => kind switch
    {
        FrontMatterKind.None => "none: the file is no post",
        FrontMatterKind.Unclosed => "begins and has no end",
        FrontMatterKind.Toml => "is TOML, which is not read",
        _ => "is JSON, which is not read",
    };

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } all ? all : "none";

    private static string Cut(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[58]) ? 58 : 59)] + "…";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
