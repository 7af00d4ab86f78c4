using System.Collections.Immutable;

namespace Syndication.Worker.Newsletters.Composing;

/// <summary>What <c>email/digest.html.hbs</c> and <c>email/digest.txt.hbs</c> show; texts are never null, empty where there is nothing to say.</summary>
public sealed record DigestModel
{
    /// <summary>BCP 47 tag of the message's own words.</summary>
    public required string Language { get; init; }

    /// <summary><c>ltr</c> or <c>rtl</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The message's title.</summary>
    public required string Title { get; init; }

    /// <summary>What inboxes show behind the subject.</summary>
    public required string Preheader { get; init; }

    /// <summary>How many corrections and posts, and the day.</summary>
    public required string Intro { get; init; }

    /// <summary>The heading above corrections and retractions.</summary>
    public string NoticesTitle { get; init; } = "";

    /// <summary>What they are.</summary>
    public string NoticesIntro { get; init; } = "";

    /// <summary>Corrections and retractions of what the reader was sent before.</summary>
    public ImmutableArray<DigestNotice> Notices { get; init; } = [];

    /// <summary>The heading above the titles; empty for a short message.</summary>
    public string ContentsTitle { get; init; } = "";

    /// <summary>The titles.</summary>
    public ImmutableArray<DigestTitle> Contents { get; init; } = [];

    /// <summary>That full texts were left out; empty where none was.</summary>
    public string Shortened { get; init; } = "";

    /// <summary>The posts.</summary>
    public required ImmutableArray<DigestPost> Posts { get; init; }

    /// <summary>The heading above the posts that are only listed.</summary>
    public string MoreTitle { get; init; } = "";

    /// <summary>Posts that are only listed.</summary>
    public ImmutableArray<DigestSource> More { get; init; } = [];

    /// <summary>How many more there are on the site; empty for none.</summary>
    public string Beyond { get; init; } = "";

    /// <summary>Why the reader gets this.</summary>
    public required string Why { get; init; }

    /// <summary>The words of the link for leaving.</summary>
    public required string UnsubscribeWords { get; init; }

    /// <summary>The address for leaving: a mark that each reader's own replaces.</summary>
    public required string UnsubscribeUrl { get; init; }

    /// <summary>The words of the link to the preferences.</summary>
    public required string PreferencesWords { get; init; }

    /// <summary>The address of the preferences: a mark that each reader's own replaces.</summary>
    public required string PreferencesUrl { get; init; }

    /// <summary>The words of the link to the site.</summary>
    public required string SiteWords { get; init; }

    /// <summary>The site's address.</summary>
    public required string SiteUrl { get; init; }

    /// <summary>A standing note; may be empty.</summary>
    public string Disclaimer { get; init; } = "";

    /// <summary>The sender's postal address; may be empty.</summary>
    public string PostalAddress { get; init; } = "";
}
