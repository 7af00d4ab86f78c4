namespace Syndication.Feeds.Content;

/// <summary>The codes of problems; scripts rely on them.</summary>
public static class ProblemCodes
{
    /// <summary>Bytes that are not UTF-8.</summary>
    public const string Encoding = "content.encoding";

    /// <summary>Text that was decoded wrongly before it was saved, and was mended.</summary>
    public const string Mojibake = "content.mojibake";

    /// <summary>A file that could not be opened.</summary>
    public const string Unreadable = "content.unreadable";

    /// <summary>A file over 4 MiB.</summary>
    public const string TooLarge = "content.too_large";

    /// <summary>Front matter without an end.</summary>
    public const string Unclosed = "frontmatter.unclosed";

    /// <summary>Front matter that is not YAML.</summary>
    public const string Yaml = "frontmatter.yaml";

    /// <summary>Front matter that is a list or a text.</summary>
    public const string NotAMapping = "frontmatter.not_a_mapping";

    /// <summary>Front matter past the limit of size, depth or aliases.</summary>
    public const string Limit = "frontmatter.limit";

    /// <summary>TOML or JSON front matter, JSX or template tags.</summary>
    public const string Dialect = "frontmatter.dialect";

    /// <summary>A field of the wrong shape.</summary>
    public const string FieldType = "frontmatter.type";

    /// <summary>No title.</summary>
    public const string TitleMissing = "post.title.missing";

    /// <summary>No date.</summary>
    public const string DateMissing = "post.date.missing";

    /// <summary>An ambiguous or impossible date.</summary>
    public const string DateInvalid = "post.date.invalid";

    /// <summary>A change dated before the publication.</summary>
    public const string UpdatedBeforePublished = "post.updated.before_published";

    /// <summary>Two files with one identity or one address.</summary>
    public const string Duplicate = "post.duplicate";

    /// <summary>An address that is not on the site.</summary>
    public const string UrlInvalid = "post.url.invalid";

    /// <summary>A picture without words.</summary>
    public const string ImageMissingAlt = "post.image.missing_alt";

    /// <summary>Two tags whose slugs had to be told apart by a number.</summary>
    public const string TagCollision = "post.tag.collision";
}
