namespace Syndication.Feeds.Content.Fields;

/// <summary>The picture of a post.</summary>
internal static class ImageField
{
    /// <summary>The picture with an absolute address, or null.</summary>
    public static PostImage? Read(FieldReader fields, SiteAddress site, string pageUrl)
    {
        if (fields.First("featuredimage", "featured_image", "image", "cover", "thumbnail", "heroImage") is not { } entry) return null;
        // 'image: false' says that there is none.
        if (entry.Value is FrontMatterScalar { Text: { } flag } && FieldReader.FlagOf(flag) == false) return null;
        var mapping = entry.Value as FrontMatterMapping;
        var address = mapping is null ? entry.Value as FrontMatterScalar : FieldReader.First(mapping, "src", "url")?.Value as FrontMatterScalar;
        if (address?.Text is not { } text || site.Resolve(pageUrl, text) is not { } url)
        {
            fields.WrongShape(entry, "the address of a picture, or a mapping with src and alt");
            return null;
        }

        var alt = PlainText.Fold((mapping?.Find("alt")?.Value as FrontMatterScalar)?.Text ?? "");
        if (mapping is not null && alt.Length == 0)
        {
            fields.Problems.Warning(
                ProblemCodes.ImageMissingAlt, entry.Line, entry.Column, "The picture has no words for those who cannot see it.", $"Add 'alt:' below '{entry.Key}'.");
        }

        return new(url, alt);
    }
}
