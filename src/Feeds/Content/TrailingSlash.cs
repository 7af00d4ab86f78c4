namespace Syndication.Feeds.Content;

/// <summary>What the path of a post's address ends in.</summary>
public enum TrailingSlash
{
    /// <summary>As the front matter or the file name has it.</summary>
    AsIs,

    /// <summary>Never a slash.</summary>
    Never,

    /// <summary>Always a slash.</summary>
    Always,
}
