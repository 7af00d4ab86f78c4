namespace Syndication.Feeds.Rendering;

/// <summary>What becomes of an element; those that no rule names lose their tags and keep their content.</summary>
internal enum HtmlFate
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It stays and has no content.</summary>
    KeepVoid,

    /// <summary>It goes with all its content.</summary>
    Drop,

    /// <summary>It goes with its content, which is no HTML.</summary>
    DropRawText,
}
