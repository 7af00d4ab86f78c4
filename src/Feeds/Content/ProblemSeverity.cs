namespace Syndication.Feeds.Content;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>Worth mending; the post is published.</summary>
    Warning,

    /// <summary>The post, as it stands in the file, is not published.</summary>
    Error,
}
