namespace Syndication.Feeds.Content.Reading;

/// <summary>What a file starts with.</summary>
internal enum FrontMatterKind
{
    /// <summary>Anything else: the file is no post.</summary>
    None,

    /// <summary>YAML between two lines of <c>---</c>.</summary>
    Yaml,

    /// <summary>A line of <c>---</c> that nothing closes.</summary>
    Unclosed,

    /// <summary>TOML.</summary>
    Toml,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>A program.</summary>
    JavaScript,
}
