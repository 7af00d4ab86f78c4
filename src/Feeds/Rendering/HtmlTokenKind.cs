namespace Syndication.Feeds.Rendering;

/// <summary>A piece of HTML.</summary>
internal enum HtmlTokenKind
{
    /// <summary>Text between tags, entities as written.</summary>
    Text,

    /// <summary>A start tag.</summary>
    Start,

    /// <summary>An end tag.</summary>
    End,

    /// <summary>A comment; its text is what stands between the marks.</summary>
    Comment,
}
