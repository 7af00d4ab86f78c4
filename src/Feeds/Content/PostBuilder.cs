using System.Globalization;
using Syndication.Feeds.Content.Fields;
using Syndication.Feeds.Content.Reading;
using Syndication.Feeds.Rendering;

namespace Syndication.Feeds.Content;

/// <summary>Makes a post of front matter and body, field by field.</summary>
internal sealed class PostBuilder(SiteOptions site)
{
    private readonly SiteAddress address = new(site);
    private readonly TagField tags = new();

    /// <summary>The post; null where an error was found.</summary>
    public Post? Build(string file, FrontMatterMapping mapping, SourceFile source, ProblemList problems)
    {
        var fields = new FieldReader(mapping, problems);
        WarnOfRepairs(source, problems);
        WarnOfFoldedKeys(fields);
        WarnOfDraft(fields);
        var title = Title(fields);
        var published = DateFields.Published(fields, file, site.TimeZone);
        var url = AddressField.Read(fields, address, file);
        var body = BodyText.Of(file, source.Parts.Body);
        if (body.Line is { } line) WarnOfDialect(problems, source.Parts.BodyLine + line, "Imports, exports and components of MDX are left out.");
        if (title is null || published is not { } date || url is null) return null;
        var post = Fill(fields, date, new()
        {
            File = file,
            Title = title,
            Published = date.Instant,
            Url = url,
            Language = LanguageField.Read(fields, site.Language),
            Description = "",
            Properties = mapping,
            ContentHash = "",
            BodyHash = source.BodyHash,
        });
        post = WithBody(post, fields, body.Text, source.Parts.BodyLine);
        return post with { ContentHash = ContentDigest.Of(post) };
    }

    private Post Fill(FieldReader fields, WrittenDate published, Post post)
    {
        var inFeeds = fields.Flag("feed") ?? true;
        return post with
        {
            Updated = DateFields.Updated(fields, published, site.TimeZone),
            StatedId = PostIdentity.Stated(fields.Text("id", "guid"), post.Published, address.Host),
            Type = fields.Text("type") is { } type && PlainText.Fold(type) is { Length: > 0 } plain ? plain : null,
            Categories = [.. fields.Texts(splitAtCommas: false, "categories", "category").Distinct(StringComparer.Ordinal)],
            Tags = tags.Read(fields),
            Image = ImageField.Read(fields, address, post.Url),
            Authors = AuthorField.Read(fields, address, site.Author),
            Corrections = CorrectionField.Read(fields, site.TimeZone),
            Retracted = CorrectionField.Retraction(fields),
            InFeeds = inFeeds,
            InNewsletters = (fields.Flag("newsletter") ?? true) && inFeeds,
        };
    }

    // Most bodies cite nothing and have a description beside them: those are not read as Markdown here.
    private static Post WithBody(Post post, FieldReader fields, ReadOnlyMemory<char> body, int bodyLine)
    {
        var description = PlainText.Fold(fields.Text("description", "summary", "excerpt") ?? "");
        var cites = CitationAddress.MayHold(body.Span);
        var template = body.Span.Contains("{{", StringComparison.Ordinal) || body.Span.Contains("{%", StringComparison.Ordinal);
        if (!cites && !template && description.Length > 0) return post with { Description = PlainText.Cut(description) };
        var markdown = MarkdownReader.Read(body.ToString());
        if (markdown.TemplateLine is { } line) WarnOfDialect(fields.Problems, bodyLine + line, "A template's tag is shown as text, for no template is filled in here.");
        return post with
        {
            Description = PlainText.Cut(description.Length > 0 ? description : BodySummary.Beginning(markdown.Html)),
            Citations = cites ? BodySummary.Citations(markdown.Html) : [],
        };
    }

    private static string? Title(FieldReader fields)
    {
        var entry = fields.First("title");
        var title = PlainText.Fold((entry?.Value as FrontMatterScalar)?.Text ?? "");
        if (title.Length > 0) return title;
        var message = entry is null ? "The post has no title." : "The title is no text.";
        var place = fields.Properties.Find("title");
        fields.Problems.Error(ProblemCodes.TitleMissing, place?.Line ?? fields.Properties.Line, place?.Column ?? 1, message, "Add 'title:' to the front matter.");
        return null;
    }

    private static void WarnOfRepairs(SourceFile source, ProblemList problems)
    {
        foreach (var repair in source.Repairs)
        {
            problems.Warning(ProblemCodes.Mojibake, repair.Line, repair.Column, "Text that was decoded wrongly before it was saved is mended.", "Save the text as UTF-8.");
        }
    }

    private static void WarnOfFoldedKeys(FieldReader fields)
    {
        var entries = fields.Properties.Entries;
        foreach (var entry in entries)
        {
            var first = fields.Properties.Find(entry.Key);
            if (ReferenceEquals(first, entry) || first is null) continue;
            fields.Problems.Warning(
                ProblemCodes.FieldType, entry.Line, entry.Column,
                string.Create(CultureInfo.InvariantCulture, $"'{entry.Key}' is the same key as '{first.Key}' in line {first.Line} and is ignored."), "Keep one of the two.");
        }
    }

    // What was meant to hold a post back and is not understood must not pass in silence.
    private static void WarnOfDraft(FieldReader fields)
    {
        _ = fields.Flag("draft");
        _ = fields.Text("status");
    }

    private static void WarnOfDialect(ProblemList problems, int line, string message) =>
        problems.Warning(ProblemCodes.Dialect, line, 1, message, "Write it as Markdown.");
}
