using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>A source file that passed the content rules. The body stays on disk: see <see cref="PostBodyReader"/>.</summary>
public sealed record Post
{
    private readonly PackedText description;
    private readonly PackedFrontMatter frontMatter = new(new([], 1, 1));
    private readonly HashText contentHash;
    private readonly HashText bodyHash;

    /// <summary>Path below the content folder, with <c>/</c>.</summary>
    public required string File { get; init; }

    /// <summary>Plain text; Markdown and HTML in it are literal.</summary>
    public required string Title { get; init; }

    /// <summary>When it was, or will be, published, in UTC.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When its author says it was last changed, in UTC, never before <see cref="Published"/>; or null.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Absolute, percent-encoded address of its page.</summary>
    public required string Url { get; init; }

    /// <summary>The identity its front matter states, as a URI; or null.</summary>
    public string? StatedId { get; init; }

    /// <summary>Its type as written, or null.</summary>
    public string? Type { get; init; }

    /// <summary>Its categories as written.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Its tags, each once.</summary>
    public ImmutableArray<PostTag> Tags { get; init; } = [];

    /// <summary>BCP 47 tag of its language.</summary>
    public required string Language { get; init; }

    /// <summary>Plain text, at most 500 code points.</summary>
    public required string Description
    {
        get => description.ToString();
        init => description = new(value);
    }

    /// <summary>Its picture, or null.</summary>
    public PostImage? Image { get; init; }

    /// <summary>Its authors; the site's author where the file names none.</summary>
    public ImmutableArray<Author> Authors { get; init; } = [];

    /// <summary>The literature that its body links to, in document order, once each.</summary>
    public ImmutableArray<Citation> Citations { get; init; } = [];

    /// <summary>Corrections in the file's order.</summary>
    public ImmutableArray<Correction> Corrections { get; init; } = [];

    /// <summary>The reason for its retraction, empty where none is given; null when it stands.</summary>
    public string? Retracted { get; init; }

    /// <summary>Whether feeds hold it (<c>feed: false</c> says no).</summary>
    public bool InFeeds { get; init; } = true;

    /// <summary>Whether digests may hold it; never when feeds do not.</summary>
    public bool InNewsletters { get; init; } = true;

    /// <summary>All of its front matter, made anew at each call.</summary>
    public required FrontMatterMapping Properties
    {
        get => frontMatter.Unpack();
        init => frontMatter = new(value);
    }

    /// <summary>SHA-256, in lower-case hex, over everything a reader sees of it.</summary>
    public required string ContentHash
    {
        get => contentHash.ToString();
        init => contentHash = new(value);
    }

    /// <summary>SHA-256, in lower-case hex, over its Markdown body with normalised line ends; finds a moved post again.</summary>
    public required string BodyHash
    {
        get => bodyHash.ToString();
        init => bodyHash = new(value);
    }

    /// <summary>The texts at a key of its front matter, as <see cref="FrontMatterMapping.Texts"/> says.</summary>
    internal IEnumerable<string> TextsOf(string key) => frontMatter.Texts(key);

    /// <summary>Whether this is the other post, or that one with other tags.</summary>
    internal bool IsReadingOf(Post other) => ReferenceEquals(frontMatter, other.frontMatter);
}
