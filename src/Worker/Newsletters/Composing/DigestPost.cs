using System.Collections.Immutable;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>A post as the digest's templates show it; texts are never null, empty where there is nothing to say.</summary>
public sealed record DigestPost
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The <c>aria-label</c> of the title's link; empty where the title is enough.</summary>
    public string TitleLabel { get; init; } = "";

    /// <summary>Address of its page.</summary>
    public required string Url { get; init; }

    /// <summary>BCP 47 tag of its language.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>Date, reading time and authors in one line.</summary>
    public required string Byline { get; init; }

    /// <summary>Its picture's address; empty where none may be shown.</summary>
    public string ImageUrl { get; init; } = "";

    /// <summary>What the picture shows.</summary>
    public string ImageAlt { get; init; } = "";

    /// <summary>Its body as styled HTML; for a summary, a paragraph.</summary>
    public required string Html { get; init; }

    /// <summary>Its body as lines of text.</summary>
    public required string Text { get; init; }

    /// <summary>The words of the link to its page.</summary>
    public required string ReadWords { get; init; }

    /// <summary>The <c>aria-label</c> of that link; empty where its words are enough.</summary>
    public string ReadLabel { get; init; } = "";

    /// <summary>The heading above its sources.</summary>
    public string SourcesTitle { get; init; } = "";

    /// <summary>The literature it cites.</summary>
    public ImmutableArray<DigestSource> Sources { get; init; } = [];
}
